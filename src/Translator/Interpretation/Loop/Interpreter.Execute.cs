using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <content>The loop.</content>
/// <remarks>
/// It is one switch, longer than other files, because the frame's stack, its top and the next step are locals of the method: a step that
/// were a method of its own would have to take and give them by reference, which keeps them out of registers and costs more than most
/// steps do. Whatever is run seldom, or is long by itself, is in <see cref="Operations"/>, <see cref="Calls"/> and <see cref="Raising"/>.
/// </remarks>
internal static partial class Interpreter
{
    /// <summary>Runs frames until the first one returns or yields.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="current">
    /// The frame that runs, kept up to date for whoever catches an exception; null when it has left the first frame.
    /// </param>
    private static PyValue Execute(PythonRuntime runtime, ref Frame current)
    {
        var frame = current;
        var steps = frame.Body.Steps;
        var values = frame.Values;
        var top = frame.Top;
        var next = frame.Index;

        while (true)
        {
            var step = steps[next];
            frame.Index = next++;                            // an exception is looked up by it
            switch (step.Op)
            {
                case StepOp.Nop:
                    break;
                case StepOp.LoadConstant:
                {
                    var value = frame.Body.Constants[step.Argument];
                    values[top++] = value.IsUnbound ? Variables.LoadConstant(runtime, frame, step.Argument) : value;
                    break;
                }
                case StepOp.LoadLocal:
                {
                    var value = values[step.Argument];
                    if (value.IsUnbound)
                        throw Variables.UnboundLocal(runtime, frame, step.Argument);
                    values[top++] = value;
                    break;
                }
                case StepOp.StoreLocal:
                    values[step.Argument] = values[--top];
                    break;
                case StepOp.Pop:
                    top--;
                    break;
                case StepOp.Copy:
                    values[top] = values[top - step.Argument];
                    top++;
                    break;
                case StepOp.Swap:
                    (values[top - 1], values[top - step.Argument]) = (values[top - step.Argument], values[top - 1]);
                    break;
                case StepOp.RotateDown:
                    RotateDown(values.AsSpan(top - step.Argument, step.Argument));
                    break;
                case StepOp.RotateUp:
                    RotateUp(values.AsSpan(top - step.Argument, step.Argument));
                    break;
                case StepOp.LoadGlobal:
                {
                    var value = frame.Body.LoadGlobal(runtime, frame.Globals, step.Argument);
                    values[top++] = value.IsUnbound ? Variables.LoadUnknownGlobal(runtime, frame, step.Argument) : value;
                    break;
                }
                case StepOp.LoadDeref:
                {
                    var value = Variables.CellAt(frame, step.Argument).Value;
                    values[top++] = value.IsUnbound ? throw Variables.EmptyCell(runtime, frame, step.Argument) : value;
                    break;
                }
                case StepOp.StoreDeref:
                    Variables.CellAt(frame, step.Argument).Value = values[--top];
                    break;
                case StepOp.LoadAttribute:
                    values[top - 1] = frame.Body.LoadAttribute(runtime, values[top - 1], step.Argument);
                    break;
                case StepOp.LoadMethod:
                    if (frame.Body.FindMethod(runtime, values[top - 1], step.Argument) is null)
                        goto case StepOp.LoadAttribute;
                    values[top - 1] = values[top - 1].AsReceiver();
                    break;

                case StepOp.Add:
                {
                    ref var left = ref values[top - 2];
                    ref var right = ref values[--top];
                    long sum;
                    if (left.IsInt && right.IsInt && (((sum = left.Int + right.Int) ^ left.Int) & (sum ^ right.Int)) >= 0)
                        left = PyValue.FromInt(sum);
                    else if (left.IsFloat && right.IsFloat)
                        left = PyValue.FromFloat(left.Float + right.Float);
                    else
                        left = Binary(runtime, step.Argument, left, right);
                    break;
                }
                case StepOp.Subtract:
                {
                    ref var left = ref values[top - 2];
                    ref var right = ref values[--top];
                    long difference;
                    if (left.IsInt && right.IsInt && ((left.Int ^ right.Int) & (left.Int ^ (difference = left.Int - right.Int))) >= 0)
                        left = PyValue.FromInt(difference);
                    else if (left.IsFloat && right.IsFloat)
                        left = PyValue.FromFloat(left.Float - right.Float);
                    else
                        left = Binary(runtime, step.Argument, left, right);
                    break;
                }
                case StepOp.Multiply:
                {
                    ref var left = ref values[top - 2];
                    ref var right = ref values[--top];
                    if (left.IsInt && right.IsInt && TryMultiply(left.Int, right.Int, out var product))
                        left = PyValue.FromInt(product);
                    else if (left.IsFloat && right.IsFloat)
                        left = PyValue.FromFloat(left.Float * right.Float);
                    else
                        left = Binary(runtime, step.Argument, left, right);
                    break;
                }
                case >= StepOp.TrueDivide and <= StepOp.Xor:
                {
                    ref var left = ref values[top - 2];
                    ref var right = ref values[--top];
                    left = StepGroup.TryBinary(step.Op, left, right, out var result) ? result : Binary(runtime, step.Argument, left, right);
                    break;
                }
                case StepOp.OtherBinary:
                    top--;
                    values[top - 1] = Binary(runtime, step.Argument, values[top - 1], values[top]);
                    break;
                case StepOp.Not:
                    values[top - 1] = PyValue.FromBool(!IsTrue(runtime, values[top - 1]));
                    break;
                case StepOp.Negative:
                {
                    ref var value = ref values[top - 1];
                    if (value.IsInt && value.Int != long.MinValue)
                        value = PyValue.FromInt(-value.Int);
                    else if (value.IsFloat)
                        value = PyValue.FromFloat(-value.Float);
                    else
                        value = Operators.Unary(runtime, UnaryOperator.Negative, value);
                    break;
                }

                case StepOp.Less:
                {
                    ref var left = ref values[top - 2];
                    ref var right = ref values[--top];
                    if (left.IsInt && right.IsInt)
                        left = PyValue.FromBool(left.Int < right.Int);
                    else if (left.IsFloat && right.IsFloat)
                        left = PyValue.FromBool(left.Float < right.Float);
                    else
                        left = Operators.Compare(runtime, ComparisonOperator.Less, left, right);
                    break;
                }
                case StepOp.LessOrEqual:
                {
                    ref var left = ref values[top - 2];
                    ref var right = ref values[--top];
                    if (left.IsInt && right.IsInt)
                        left = PyValue.FromBool(left.Int <= right.Int);
                    else if (left.IsFloat && right.IsFloat)
                        left = PyValue.FromBool(left.Float <= right.Float);
                    else
                        left = Operators.Compare(runtime, ComparisonOperator.LessOrEqual, left, right);
                    break;
                }
                case StepOp.Equal:
                {
                    ref var left = ref values[top - 2];
                    ref var right = ref values[--top];
                    if (left.IsInt && right.IsInt)
                        left = PyValue.FromBool(left.Int == right.Int);
                    else if (left.IsFloat && right.IsFloat)
                        left = PyValue.FromBool(left.Float == right.Float);
                    else
                        left = Operators.Compare(runtime, ComparisonOperator.Equal, left, right);
                    break;
                }
                case StepOp.NotEqual:
                {
                    ref var left = ref values[top - 2];
                    ref var right = ref values[--top];
                    if (left.IsInt && right.IsInt)
                        left = PyValue.FromBool(left.Int != right.Int);
                    else if (left.IsFloat && right.IsFloat)
                        left = PyValue.FromBool(left.Float != right.Float);
                    else
                        left = Operators.Compare(runtime, ComparisonOperator.NotEqual, left, right);
                    break;
                }
                case StepOp.Greater:
                {
                    ref var left = ref values[top - 2];
                    ref var right = ref values[--top];
                    if (left.IsInt && right.IsInt)
                        left = PyValue.FromBool(left.Int > right.Int);
                    else if (left.IsFloat && right.IsFloat)
                        left = PyValue.FromBool(left.Float > right.Float);
                    else
                        left = Operators.Compare(runtime, ComparisonOperator.Greater, left, right);
                    break;
                }
                case StepOp.GreaterOrEqual:
                {
                    ref var left = ref values[top - 2];
                    ref var right = ref values[--top];
                    if (left.IsInt && right.IsInt)
                        left = PyValue.FromBool(left.Int >= right.Int);
                    else if (left.IsFloat && right.IsFloat)
                        left = PyValue.FromBool(left.Float >= right.Float);
                    else
                        left = Operators.Compare(runtime, ComparisonOperator.GreaterOrEqual, left, right);
                    break;
                }
                case StepOp.Is:
                    top--;
                    values[top - 1] = PyValue.FromBool(AreSame(values[top - 1], values[top]) != (step.Argument == 1));
                    break;
                case StepOp.Contains:
                    top--;
                    values[top - 1] = PyValue.FromBool(
                        Operators.Contains(runtime, values[top], values[top - 1]) != (step.Argument == 1));
                    break;
                case StepOp.ToBoolean:
                    values[top - 1] = PyValue.FromBool(IsTrue(runtime, values[top - 1]));
                    break;

                case StepOp.LoadSubscript:
                {
                    ref var container = ref values[top - 2];
                    ref var key = ref values[--top];
                    if (key.IsInt && container.As<PyList>() is { } list && (ulong)key.Int < (ulong)list.OwnCount)
                        container = list.OwnItems[(int)key.Int];
                    else if (key.IsInt && container.As<PyTuple>() is { } tuple && (ulong)key.Int < (ulong)tuple.Count)
                        container = tuple[(int)key.Int];
                    else
                        container = Operators.GetItem(runtime, container, key);
                    break;
                }
                case StepOp.StoreSubscript:
                {
                    top -= 3;
                    ref var key = ref values[top + 2];
                    if (key.IsInt && values[top + 1].As<PyList>() is { } list && (ulong)key.Int < (ulong)list.OwnCount)
                        list.OwnItems[(int)key.Int] = values[top];
                    else
                        Operators.SetItem(runtime, values[top + 1], key, values[top]);
                    break;
                }

                case StepOp.Jump:
                    next = Jump(runtime, next, step.Target);
                    break;
                case StepOp.JumpIfFalse:
                    if (!IsTrue(runtime, values[--top]))
                        next = Jump(runtime, next, step.Target);
                    break;
                case StepOp.JumpIfTrue:
                    if (IsTrue(runtime, values[--top]))
                        next = Jump(runtime, next, step.Target);
                    break;
                case StepOp.JumpIfNone:
                    if (AreSame(values[--top], PyValue.None))
                        next = Jump(runtime, next, step.Target);
                    break;
                case StepOp.JumpIfNotNone:
                    if (!AreSame(values[--top], PyValue.None))
                        next = Jump(runtime, next, step.Target);
                    break;
                case StepOp.GetIterator:
                    values[top - 1] = Operators.GetIterator(runtime, values[top - 1]);
                    break;
                case StepOp.ForIterator:
                    if (Sending.TryNext(runtime, values[top - 1], out values[top]))
                    {
                        if (step.Argument == 0)
                        {
                            top++;
                            break;
                        }
                        values[step.Argument - 1] = values[top];
                        next++;
                    }
                    else
                    {
                        top--;
                        next = Jump(runtime, next, step.Target);
                    }
                    break;
                case StepOp.ListAppend:
                    top--;
                    ContainerOperations.List(frame, values[top - step.Argument]).Append(runtime, values[top]);
                    break;
                case StepOp.BuildTuple:
                {
                    frame.Top = top;
                    var tuple = step.Argument == 0 ? PyTuple.Empty : new PyTuple(frame.PopMany(step.Argument));
                    top = frame.Top;
                    values[top++] = tuple;
                    break;
                }
                case StepOp.UnpackSequence:
                    if (values[top - 1].As<PyTuple>() is not { } unpacked || unpacked.Count != step.Argument)
                        goto default;
                    top--;
                    for (var i = step.Argument - 1; i >= 0; i--)
                        values[top++] = unpacked[i];         // the first item goes on top
                    break;

                case StepOp.CallMethod:
                {
                    var place = top - step.Argument - 1;
                    if (!values[place].IsReceiver)
                        goto case StepOp.Call;
                    values[place] = MethodCalls.Call(runtime, frame, place, step);
                    top = place + 1;
                    break;
                }
                case StepOp.Call:
                {
                    frame.Top = top;
                    if (Calls.TryEnter(runtime, frame, step.Argument) is { } callee)
                    {
                        current = frame = callee;
                        (steps, values, top, next) = (callee.Body.Steps, callee.Values, callee.Top, 0);
                        break;
                    }
                    top = frame.Top;
                    break;
                }
                case StepOp.CallKeywords or StepOp.CallUnpacked or StepOp.CallPairs:
                {
                    frame.Top = top;
                    if (Calls.TryEnterGeneral(runtime, frame, step) is { } callee)
                    {
                        current = frame = callee;
                        (steps, values, top, next) = (callee.Body.Steps, callee.Values, callee.Top, 0);
                        break;
                    }
                    top = frame.Top;
                    break;
                }
                case StepOp.Return:
                {
                    var result = values[--top];
                    Leave(runtime, ref current!);            // it may be null only if the method returns now
                    if (current is null)
                        return result;
                    frame = current;
                    (steps, values, top, next) = (frame.Body.Steps, frame.Values, frame.Top, frame.Index + 1);
                    values[top++] = result;
                    break;
                }
                case StepOp.ReturnGenerator:
                {
                    frame.Top = top;
                    var generator = PyGenerator.Of(frame);
                    var caller = frame.Caller;
                    frame.Caller = null;
                    runtime.Leave();
                    current = caller!;                       // it may be null only if the method returns now
                    if (caller is null)
                        return generator;
                    frame = caller;
                    (steps, values, top, next) = (frame.Body.Steps, frame.Values, frame.Top, frame.Index + 1);
                    values[top++] = generator;
                    break;
                }
                case StepOp.Yield:
                {
                    if (frame.Generator is null)
                        throw Unsupported.Malformed(frame, "a function that is no generator yields");
                    // Whoever resumes a generator starts a run of the loop for it.
                    var result = values[--top];
                    frame.Top = top;
                    runtime.Leave();
                    return result;
                }
                case StepOp.Send:
                {
                    var isAtEnd = !Sending.TrySend(runtime, values[top - 2], values[top - 1], out var result);
                    values[top - 1] = result;
                    if (isAtEnd)
                        next = Jump(runtime, next, step.Target);
                    break;
                }

                case StepOp.Raise or StepOp.Reraise:
                {
                    frame.Top = top;
                    var exception = Raising.Raise(runtime, frame, step, out var addsEntry);
                    if (!Unwind(runtime, ref current!, exception, addsEntry))
                        throw new PythonError(exception);
                    frame = current;
                    (steps, values, top, next) = (frame.Body.Steps, frame.Values, frame.Top, frame.Index);
                    break;
                }
                case StepOp.BinaryOfTwo:
                {
                    var group = new StepGroup(step.Argument);
                    ref var right = ref (group.IsConstant ? ref frame.Body.Constants[group.Right] : ref values[group.Right]);
                    if (StepGroup.TryBinary(group.Op, values[group.Left], right, out var result))
                    {
                        next += 2;
                        if (step.Target >= 0)
                        {
                            values[step.Target] = result;
                            next++;
                            break;
                        }
                        values[top++] = result;
                        break;
                    }
                    values[top++] = values[group.Left].IsUnbound ? throw Variables.UnboundLocal(runtime, frame, group.Left) : values[group.Left];
                    break;
                }
                case StepOp.BinaryOfTop:
                {
                    var group = new StepGroup(step.Argument);
                    ref var right = ref (group.IsConstant ? ref frame.Body.Constants[group.Right] : ref values[group.Right]);
                    if (StepGroup.TryBinary(group.Op, values[top - 1], right, out var result))
                    {
                        next++;
                        values[top - 1] = result;
                        break;
                    }
                    values[top++] = LoadRight(runtime, frame, group);
                    break;
                }
                case StepOp.BranchOfTwo:
                {
                    var group = new StepGroup(step.Argument);
                    ref var right = ref (group.IsConstant ? ref frame.Body.Constants[group.Right] : ref values[group.Right]);
                    if (StepGroup.TryCompare(group.Op, values[group.Left], right, out var truth))
                    {
                        next = truth == group.JumpsIfTrue ? step.Target : next + 3;
                        if (next <= frame.Index)                // a loop may be nothing but this
                            runtime.Charge();
                        break;
                    }
                    values[top++] = values[group.Left].IsUnbound ? throw Variables.UnboundLocal(runtime, frame, group.Left) : values[group.Left];
                    break;
                }
                case StepOp.BranchOfTop:
                {
                    var group = new StepGroup(step.Argument);
                    ref var right = ref (group.IsConstant ? ref frame.Body.Constants[group.Right] : ref values[group.Right]);
                    if (StepGroup.TryCompare(group.Op, values[top - 1], right, out var truth))
                    {
                        top--;
                        next = truth == group.JumpsIfTrue ? step.Target : next + 2;
                        if (next <= frame.Index)                // a loop may be nothing but this
                            runtime.Charge();
                        break;
                    }
                    values[top++] = LoadRight(runtime, frame, group);
                    break;
                }
                default:
                    frame.Top = top;
                    Operations.Execute(runtime, frame, frame.Body.Bytecode.Instructions[frame.Index]);
                    top = frame.Top;
                    break;
            }
        }
    }
}
