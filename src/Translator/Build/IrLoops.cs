using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Loops that an instruction runs inside, without leaving its place in the code.</summary>
internal static class IrLoops
{
    /// <summary>Repeats a computation while a condition holds.</summary>
    /// <param name="ir">The builder, which then stands behind the loop.</param>
    /// <param name="goesOn">The condition, for the values of a round.</param>
    /// <param name="next">The values of the next round.</param>
    /// <param name="first">The values of the first round.</param>
    /// <returns>The values for which the condition did not hold.</returns>
    public static Value[] Repeat(this IrBuilder ir, Func<Value[], Value> goesOn, Func<Value[], Value[]> next, params Value[] first)
    {
        ir.PrepareState();
        var (before, loop, body, after) = (ir.Block, ir.NewBlock(), ir.NewBlock(), ir.NewBlock());
        ir.Emit(Op.Jump);
        before.AddSuccessor(loop);

        ir.Block = loop;
        var round = Array.ConvertAll(first, value => ir.EmitPhi(value.Type, value));
        ir.Emit(Op.Branch, goesOn(round));
        loop.AddSuccessor(body);
        loop.AddSuccessor(after);

        ir.Block = body;
        var following = next(round);
        body = ir.Block;
        ir.Emit(Op.Jump);
        body.AddSuccessor(loop);
        for (var i = 0; i < round.Length; i++)
            round[i].AddOperand(following[i]);

        ir.Block = after;
        return round;
    }
}
