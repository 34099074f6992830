using Pyc.Fuzz.Code;
using Pyc.Fuzz.Seeds;
using Pyc.Loader;

namespace Pyc.Fuzz.Mutation;

/// <summary>Changes instructions so that the stack has one depth everywhere as before: most of what comes of it is accepted, and goes deep.</summary>
/// <remarks>
/// Code that no compiler would write comes of it all the same: loops with several entries, a jump between two places that hold different things at the
/// same depth, variables of several types, handlers of other code.
/// </remarks>
public sealed class StructuredMutator(Dice dice, SeedLibrary library, InstructionMutator plain)
{
    /// <summary>Changes one place, in place.</summary>
    /// <param name="code">The code, for its constants and names.</param>
    /// <param name="list">Its instructions, with their depths.</param>
    public void Mutate(CodeEditor code, InstructionList list)
    {
        if (library.Of(list.Version) is not { } pieces || list.Items.Count == 0)
            return;
        var at = dice.Next(list.Items.Count);
        switch (dice.Next(16))
        {
            case 0 or 1 when pieces.Statements.Count > 0:
                InsertSegment(code, list, at, dice.Of(pieces.Statements));
                break;
            case 2 or 3 when pieces.Expressions.Count > 0:
                ReplaceExpression(code, list, at, dice.Of(pieces.Expressions));
                break;
            case 4:
                RemoveStatement(list, at);
                break;
            case 5 or 6:
                ReplaceByAlike(code, list, at);
                break;
            case 7 or 8:
                InsertBranch(code, list, at);
                break;
            case 9:
                Retarget(list, at);
                break;
            case 10 or 11:
                InsertOperator(code, list, at);
                break;
            case 12:
                ChangeConstant(code, list, at);
                break;
            case 13:
                InsertReturn(code, list, at);
                break;
            case 14:
                ChangeLocal(code, list, at);
                break;
            default:
                SpliceTail(code, list, at, dice.Of(pieces.Bodies));
                break;
        }
    }

    private static void Insert(InstructionList list, int at, List<CodeInstruction> items) => list.Items.InsertRange(at, items);

    private void InsertSegment(CodeEditor code, InstructionList list, int at, Segment segment)
    {
        var next = list.Items[at];
        if (next.Depth >= 0)
            Insert(list, at, segment.CopyInto(code, next.Depth, next));
    }

    private void ReplaceExpression(CodeEditor code, InstructionList list, int at, Segment expression)
    {
        var end = Segment.EndOf(list, at, pushes: 1);
        if (end < 0)
            return;
        var items = expression.CopyInto(code, list.Items[at].Depth, list.Items[end]);
        if (items.Count == 0)
            return;
        ReplaceTargets(list, at, end, items[0]);
        list.Items.RemoveRange(at, end - at);
        Insert(list, at, items);
    }

    private static void RemoveStatement(InstructionList list, int at)
    {
        var end = Segment.EndOf(list, at, pushes: 0);
        if (end < 0)
            return;
        ReplaceTargets(list, at, end, list.Items[end]);
        list.Items.RemoveRange(at, end - at);
    }

    private static void ReplaceTargets(InstructionList list, int from, int to, CodeInstruction by)
    {
        var gone = new HashSet<CodeInstruction>(list.Items[from..to], ReferenceEqualityComparer.Instance);
        foreach (var item in list.Items)
        {
            if (item.Target is not null && gone.Contains(item.Target))
                item.Target = by;
        }
        foreach (var range in list.Ranges)
        {
            range.Start = gone.Contains(range.Start) ? by : range.Start;
            range.End = range.End is not null && gone.Contains(range.End) ? by : range.End;
            range.Handler = gone.Contains(range.Handler) ? by : range.Handler;
        }
    }

    private void ReplaceByAlike(CodeEditor code, InstructionList list, int at)
    {
        var item = list.Items[at];
        var group = list.Names.Like(item.Opcode);
        if (group.Length == 0)
        {
            if (list.Names.KindOf(item.Opcode) == ArgumentKind.Other && item.Target is null)
                item.Argument = plain.ArgumentFor(list, item.Opcode);
            return;
        }
        item.Opcode = dice.Of(group);
        item.Argument = ValidArgument(code, list, item);
    }

    private int ValidArgument(CodeEditor code, InstructionList list, CodeInstruction item)
    {
        var names = list.Names;
        var locals = code.LocalCount;
        switch (names.KindOf(item.Opcode))
        {
            case ArgumentKind.Constant:
                return code.AddConstant(NastyConstants.Next(dice, code.Version));
            case ArgumentKind.Name:
                string[] known = ["x", "abs", "len", "range", "sum", "min", "max", "int", "float", "print", "append", "math", "list", "sorted", "round", "zip", "pow", "divmod"];
                return code.AddName(dice.Of(known)) << names.ShiftOf(item.Opcode) | (dice.OneIn(4) ? 1 : 0) & (1 << names.ShiftOf(item.Opcode)) - 1;
            case ArgumentKind.Local when locals > 0:
                return dice.Next(locals);
            case ArgumentKind.LocalPair when locals > 0:
                return dice.Next(Math.Min(16, locals)) << 4 | dice.Next(Math.Min(16, locals));
            default:
                return item.Target is not null ? item.Argument : plain.ArgumentFor(list, item.Opcode);
        }
    }

    /// <summary>A load of a variable, or of a constant.</summary>
    private CodeInstruction Load(CodeEditor code, InstructionList list, int depth)
    {
        var locals = code.LocalCount;
        return locals > 0 && !dice.OneIn(4)
            ? new CodeInstruction(list.Names["LOAD_FAST"], dice.Next(locals)) { Depth = depth }
            : new CodeInstruction(list.Names["LOAD_CONST"], code.AddConstant(NastyConstants.Next(dice, code.Version))) { Depth = depth };
    }

    private void InsertBranch(CodeEditor code, InstructionList list, int at)
    {
        var next = list.Items[at];
        if (next.Depth < 0)
            return;
        var forward = new List<CodeInstruction>();
        var backward = new List<CodeInstruction>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (list.Items[i].Depth == next.Depth && i != at)
                (i > at ? forward : backward).Add(list.Items[i]);
        }
        var names = list.Names;
        if (backward.Count > 0 && (forward.Count == 0 || dice.OneIn(2)))
        {
            var target = dice.Of(backward);
            var load = Load(code, list, next.Depth);
            if (names.Has("POP_JUMP_BACKWARD_IF_TRUE") || !names.Version.IsAtLeast(3, 12))
            {
                Insert(list, at, [load, .. Conditional(names, target, next.Depth + 1, isForward: false)]);
                return;
            }
            var back = new CodeInstruction(names["JUMP_BACKWARD"], 0) { Target = target, Depth = next.Depth };
            Insert(list, at, [load, .. Conditional(names, next, next.Depth + 1, isForward: true), back]);
        }
        else if (forward.Count > 0)
        {
            Insert(list, at, [Load(code, list, next.Depth), .. Conditional(names, dice.Of(forward), next.Depth + 1, isForward: true)]);
        }
    }

    private List<CodeInstruction> Conditional(OpcodeNames names, CodeInstruction target, int depth, bool isForward)
    {
        var way = dice.OneIn(2) ? "TRUE" : "FALSE";
        if (!names.Has("POP_JUMP_IF_TRUE") && !names.Has("POP_JUMP_FORWARD_IF_TRUE"))
        {
            // 3.0 leaves the value on the stack.
            return [new CodeInstruction(names["POP_TOP"], 0) { Depth = depth }, new CodeInstruction(names["JUMP_ABSOLUTE"], 0) { Target = target, Depth = depth - 1 }];
        }
        var opcode = names.First($"POP_JUMP_IF_{way}", isForward ? $"POP_JUMP_FORWARD_IF_{way}" : $"POP_JUMP_BACKWARD_IF_{way}");
        var jump = new CodeInstruction(opcode, 0) { Target = target, Depth = depth };
        return names.Has("TO_BOOL") ? [new CodeInstruction(names["TO_BOOL"], 0) { Depth = depth }, jump] : [jump];
    }

    private void Retarget(InstructionList list, int at)
    {
        for (var i = at; i < list.Items.Count; i++)
        {
            if (list.Items[i].Target is not { Depth: >= 0 } target)
                continue;
            var others = list.Items.Where(item => item.Depth == target.Depth).ToList();
            if (others.Count > 0)
                list.Items[i].Target = dice.Of(others);
            return;
        }
    }

    private void InsertOperator(CodeEditor code, InstructionList list, int at)
    {
        var next = list.Items[at];
        if (next.Depth < 1)
            return;
        if (dice.OneIn(3))
        {
            string[] unary = ["UNARY_NEGATIVE", "UNARY_NOT", "UNARY_INVERT"];
            Insert(list, at, [new CodeInstruction(list.Names[dice.Of(unary)], 0) { Depth = next.Depth }]);
            return;
        }
        var opcode = list.Names.First("BINARY_OP", "BINARY_ADD");
        if (list.Names.Like(opcode) is { Length: > 0 } alike)
            opcode = dice.Of(alike);
        var binary = new CodeInstruction(opcode, plain.ArgumentFor(list, opcode)) { Depth = next.Depth + 1 };
        Insert(list, at, [Load(code, list, next.Depth), binary]);
    }

    private void ChangeConstant(CodeEditor code, InstructionList list, int at)
    {
        for (var i = at; i < list.Items.Count; i++)
        {
            if (list.Names.KindOf(list.Items[i].Opcode) != ArgumentKind.Constant)
                continue;
            var pieces = library.Of(list.Version)!;             // who calls it has looked
            list.Items[i].Argument = code.AddConstant(dice.OneIn(2) && pieces.Constants.Count > 0 ? dice.Of(pieces.Constants).Copy() : NastyConstants.Next(dice, code.Version));
            return;
        }
    }

    private void InsertReturn(CodeEditor code, InstructionList list, int at)
    {
        var next = list.Items[at];
        if (next.Depth < 0)
            return;
        Insert(list, at,
        [
            Load(code, list, next.Depth), .. Conditional(list.Names, next, next.Depth + 1, isForward: true),
            Load(code, list, next.Depth), new CodeInstruction(list.Names["RETURN_VALUE"], 0) { Depth = next.Depth + 1 },
        ]);
    }

    private void ChangeLocal(CodeEditor code, InstructionList list, int at)
    {
        if (dice.OneIn(4))
            code.TryAddLocal();
        for (var i = at; i < list.Items.Count; i++)
        {
            if (list.Names.KindOf(list.Items[i].Opcode) is not (ArgumentKind.Local or ArgumentKind.LocalPair))
                continue;
            list.Items[i].Argument = ValidArgument(code, list, list.Items[i]);
            return;
        }
    }

    private void SpliceTail(CodeEditor code, InstructionList list, int at, (InstructionList List, CodeEditor Code) other)
    {
        var depth = list.Items[at].Depth;
        var starts = Enumerable.Range(0, other.List.Items.Count).Where(i => other.List.Items[i].Depth == depth).ToList();
        if (depth < 0 || starts.Count == 0)
            return;
        var start = dice.Of(starts);
        var tail = new Segment([.. other.List.Items.Skip(start)], new CodeInstruction(0, 0), 0, other.Code);
        if (tail.Items.Any(item => list.Names.KindOf(item.Opcode) == ArgumentKind.Cell))
            return;
        // What the tail jumps back to is not there: those jumps go to its first instruction.
        var items = tail.CopyInto(code, 0, list.Items[at]);
        for (var i = 0; i < items.Count; i++)
        {
            if (tail.Items[i].Target is not null && items[i].Target is null)
                items[i].Target = items[0];
        }
        var gone = list.Items.Count - at;
        ReplaceTargets(list, at, list.Items.Count, items[0]);
        list.Items.RemoveRange(at, gone);
        list.Items.AddRange(items);
    }
}
