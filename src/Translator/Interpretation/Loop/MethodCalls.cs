using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Calls of methods that make no object for the method: <c>items.append(x)</c>.</summary>
/// <remarks>
/// Where an attribute is loaded for a call and the steps between do not touch it, the object itself may lie in its place, marked as
/// <see cref="PyValue.IsReceiver"/>, and the call finds the method. That is done for methods of Python's own classes, which nothing
/// that runs between can change.
/// </remarks>
internal static class MethodCalls
{
    // Arguments of more instructions take so long that looking for their end is not worth it, and would be quadratic.
    private const int LongestArguments = 64;

    /// <summary>Makes LoadMethod and CallMethod of the attributes and calls that belong together.</summary>
    public static void Form(Bytecode bytecode, Step[] steps)
    {
        var region = 0;
        for (var i = 0; i < steps.Length; i++)
        {
            while (region < bytecode.Regions.Length && bytecode.Regions[region].End <= i)
                region++;
            if (steps[i].Op != StepOp.LoadAttribute || !TryFindCall(bytecode, i, out var call) || IsKept(bytecode, region, i, call))
                continue;
            var name = steps[i].Argument;
            steps[i] = new Step(StepOp.LoadMethod, name, target: -1);
            steps[call] = new Step(StepOp.CallMethod, steps[call].Argument, name);
        }
    }

    /// <summary>Calls a method of an object that lies in its place.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="place">Index of the object in the frame's values; the arguments follow.</param>
    /// <param name="step">The CallMethod.</param>
    public static PyValue Call(PythonRuntime runtime, Frame frame, int place, in Step step)
    {
        ref var receiver = ref frame.Values[place];
        receiver = receiver.AsObject();
        // Never null, as LoadMethod found it; it may have been forgotten meanwhile for that of another class.
        var method = frame.Body.FindMethod(runtime, receiver, step.Target)!;
        return method.Call(runtime, new CallArguments(frame.Values.AsSpan(place, step.Argument + 1)));
    }

    private static bool TryFindCall(Bytecode bytecode, int load, out int call)
    {
        var depth = bytecode.StackDepths[load];              // the same with the object and with the attribute on top
        var end = Math.Min(bytecode.Instructions.Length, load + LongestArguments);
        for (call = load + 1; call < end; call++)
        {
            var instruction = bytecode.Instructions[call];
            ref readonly var info = ref BytecodeOpInfo.Of(instruction.Op);
            var rest = bytecode.StackDepths[call] - info.NeedsWith(instruction.Argument);
            if (rest < depth)
                return rest == depth - 1 && instruction.Op == BytecodeOp.Call;
            if (info.Jumps || info.Ends)
                return false;
        }
        return false;
    }

    /// <summary>Whether the attribute stays on the stack when an exception is raised before the call. No compiler makes such code.</summary>
    private static bool IsKept(Bytecode bytecode, int region, int load, int call)
    {
        var regions = bytecode.Regions;
        for (; region < regions.Length && regions[region].Start <= call; region++)
        {
            if (regions[region].Depth >= bytecode.StackDepths[load])
                return true;
        }
        return false;
    }
}
