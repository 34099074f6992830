using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The operations that the loop does not hold itself: each takes its operands from the frame's stack and puts its result there.</summary>
internal static class Operations
{
    /// <summary>Runs one instruction; <see cref="Frame.Top"/> is right before and after.</summary>
    public static void Execute(PythonRuntime runtime, Frame frame, in Instruction instruction)
    {
        var argument = instruction.Argument;
        switch (instruction.Op)
        {
            case BytecodeOp.LoadCommon:
                frame.Push(LoadCommon(runtime, frame, (CommonObject)argument));
                break;
            case BytecodeOp.DeleteLocal:
                Variables.DeleteLocal(runtime, frame, argument);
                break;
            case BytecodeOp.SaveLocal:
                frame.Push(SavedNothing.Box(frame.Values[argument]));
                frame.Values[argument] = PyValue.Unbound;
                break;
            case BytecodeOp.RestoreLocal:
                frame.Values[argument] = SavedNothing.Unbox(frame.Pop());
                break;
            case BytecodeOp.Unary:
                frame.Push(Operators.Unary(runtime, (UnaryOperator)argument, frame.Pop()));
                break;
            case BytecodeOp.Compare:
            {
                // The loop itself compares, but for a frame at the recursion limit.
                var right = frame.Pop();
                frame.Push(RecursionLimit.Compare(runtime, frame, (ComparisonOperator)argument, frame.Pop(), right));
                break;
            }
            case BytecodeOp.DeleteSubscript:
            {
                var key = frame.Pop();
                Operators.DeleteItem(runtime, frame.Pop(), key);
                break;
            }
            case BytecodeOp.BuildSlice:
            {
                var parts = frame.PopMany(argument);
                frame.Push(PySlice.Of(runtime, instruction, parts));
                break;
            }

            case BytecodeOp.LoadName:
                frame.Push(Variables.LoadName(runtime, frame, argument));
                break;
            case BytecodeOp.StoreName:
                Variables.Names(frame)[NameOf(frame, argument)] = frame.Pop();
                break;
            case BytecodeOp.DeleteName:
                Variables.DeleteName(frame, argument);
                break;
            case BytecodeOp.StoreGlobal:
                frame.Globals[NameOf(frame, argument)] = frame.Pop();
                break;
            case BytecodeOp.DeleteGlobal:
                Variables.DeleteGlobal(runtime, frame, argument);
                break;
            case BytecodeOp.StoreAttribute:
            {
                var holder = frame.Pop();
                var value = frame.Pop();
                if (holder.Object is not { } target)
                    throw Attributes.CannotSet(runtime, holder, NameOf(frame, argument));
                target.SetAttribute(runtime, NameOf(frame, argument), value);
                break;
            }
            case BytecodeOp.DeleteAttribute:
            {
                var holder = frame.Pop();
                if (holder.Object is not { } target)
                    throw Attributes.CannotSet(runtime, holder, NameOf(frame, argument));
                target.DeleteAttribute(runtime, NameOf(frame, argument));
                break;
            }
            case BytecodeOp.LoadSuperAttribute:
            {
                var arguments = frame.PopMany(2);
                var super = Operators.Call(runtime, frame.Pop(), arguments);
                frame.Push(Attributes.Get(runtime, super, NameOf(frame, argument >> 1)));
                break;
            }
            case BytecodeOp.LoadLocals:
                frame.Push(new PyNames(Variables.Names(frame)));
                break;
            case BytecodeOp.StoreLocals:
                if (frame.Pop().As<PyNames>() is { } mapping)
                    frame.Names = mapping.Names;
                break;
            case BytecodeOp.LoadFromDictOrGlobals:
                frame.Push(Variables.LoadFromMapping(
                    runtime, frame.Pop(), NameOf(frame, argument),
                    () => frame.Body.LoadGlobal(runtime, frame.Globals, argument) is { IsUnbound: false } value
                        ? value
                        : Variables.LoadUnknownName(frame, argument)));
                break;
            case BytecodeOp.SetupAnnotations:
                Variables.SetupAnnotations(frame);
                break;
            case BytecodeOp.StoreAnnotation:
                Variables.StoreAnnotation(runtime, frame, NameOf(frame, argument), frame.Pop());
                break;

            case BytecodeOp.MakeCell:
                frame.Values[argument] = new PyCell { Value = frame.Values[argument] };
                break;
            case BytecodeOp.CopyFreeVariables:
                Variables.CopyFreeVariables(frame, argument);
                break;
            case BytecodeOp.LoadClosure:
                frame.Push(Variables.CellAt(frame, argument));
                break;
            case BytecodeOp.DeleteDeref:
                Variables.DeleteDeref(runtime, frame, argument);
                break;
            case BytecodeOp.LoadFromDictOrDeref:
                frame.Push(Variables.LoadFromMapping(
                    runtime, frame.Pop(), frame.Body.Bytecode.SlotNames[argument],
                    () => Variables.CellAt(frame, argument).Value is { IsUnbound: false } value
                        ? value
                        : throw Variables.EmptyCell(runtime, frame, argument)));
                break;

            case BytecodeOp.MakeFunction:
                frame.Push(FunctionOperations.Make(frame, frame.Pop()));
                break;
            case BytecodeOp.SetFunctionAttribute:
                FunctionOperations.SetAttribute(runtime, frame, (FunctionAttribute)argument);
                break;
            case BytecodeOp.TypeUnary:
                frame.Push(TypeParameters.Unary((TypeOperation)argument, frame.Pop()));
                break;
            case BytecodeOp.TypeBinary:
            {
                var second = frame.Pop();
                frame.Push(TypeParameters.Binary((TypeOperation)argument, frame.Pop(), second));
                break;
            }

            case BytecodeOp.PushHandled:
                Raising.PushHandled(runtime, frame);
                break;
            case BytecodeOp.PopHandled:
                Raising.PopHandled(runtime, frame);
                break;
            case BytecodeOp.SetHandled:
                Raising.SetHandled(runtime, frame);
                break;
            case BytecodeOp.MatchException:
                frame.Peek(1) = PyValue.FromBool(Raising.Matches(runtime, frame.Peek(2), frame.Peek(1)));
                break;
            case BytecodeOp.ConvertStopIteration:
                if (frame.Peek(1).As<PyException>() is { } stop)
                    frame.Peek(1) = Raising.ConvertStopIteration(stop);
                break;
            case BytecodeOp.CallExit:
                Raising.CallExit(runtime, frame, argument);
                break;
            case BytecodeOp.LoadSpecial:
                frame.Push(FunctionOperations.LoadSpecial(runtime, frame, frame.Pop(), (SpecialMethod)argument));
                break;
            case BytecodeOp.GetYieldFromIterator:
                frame.Push(Operators.GetIterator(runtime, frame.Pop()));
                break;
            case BytecodeOp.CleanupThrow:
                Raising.CleanupThrow(runtime, frame);
                break;

            default:
                if (!ContainerOperations.TryExecute(runtime, frame, instruction) && !Statements.TryExecute(runtime, frame, instruction))
                    throw NotSupported(frame, instruction.Op);
                break;
        }
    }

    private static string NameOf(Frame frame, int index) => frame.Code.Code.Names[index];

    /// <summary>What <see cref="BytecodeOp.LoadCommon"/> pushes.</summary>
    public static PyValue LoadCommon(PythonRuntime runtime, Frame frame, CommonObject which) => which switch
    {
        CommonObject.AssertionError => ExceptionTypes.AssertionError,
        CommonObject.NotImplementedError => ExceptionTypes.NotImplementedError,
        CommonObject.StopAsyncIteration => ExceptionTypes.StopAsyncIteration,
        CommonObject.Tuple => PyTypes.Tuple,
        CommonObject.List => PyTypes.List,
        CommonObject.Set => PyTypes.Set,
        CommonObject.All => Builtin(runtime, frame, "all"),
        CommonObject.Any => Builtin(runtime, frame, "any"),
        CommonObject.BuildClass => PyBuildClass.Instance,
        _ => Builtin(runtime, frame, "__build_class__"),
    };

    private static PyValue Builtin(PythonRuntime runtime, Frame frame, string name) =>
        runtime.Builtins.TryGet(name, out var value)
            ? value
            : throw Unsupported.Here(frame, DiagnosticDescriptors.MissingBuiltin, $"the module has taken {name} out of the builtins", "Leave the builtins as they are.");

    /// <summary>Why the interpreter does not have an operation, and what to do instead; null where it has it.</summary>
    internal static (DiagnosticDescriptor Descriptor, string Why, string Remedy)? Refusal(BytecodeOp op) => op switch
    {
        BytecodeOp.GetAwaitable or BytecodeOp.GetAsyncIterator or BytecodeOp.GetAsyncNext or BytecodeOp.WrapAsyncYield =>
            (DiagnosticDescriptors.EventLoop, "there is no event loop here", "Write the function without async."),
        BytecodeOp.Execute => (DiagnosticDescriptors.ExecStatement, "there is no compiler here for exec to call", "Define a function instead."),
        BytecodeOp.BuildInterpolation or BytecodeOp.BuildTemplate =>
            (DiagnosticDescriptors.TemplateString, "there are no template strings here", "Use an f-string."),
        BytecodeOp.MatchExceptionGroup or BytecodeOp.PrepareReraiseStar =>
            (DiagnosticDescriptors.ExceptionGroup, "there are no exception groups here", "Use except without a star."),
        _ => null,
    };

    private static UnsupportedBytecodeException NotSupported(Frame frame, BytecodeOp op) => Refusal(op) is var (descriptor, why, remedy)
        ? Unsupported.Here(frame, descriptor, why, remedy)
        : Unsupported.Malformed(frame, "the interpreter does not know it");
}
