using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Imports, text, and the statements of Python 2.</summary>
internal static class Statements
{
    /// <summary>Runs an instruction; false where it is none of these.</summary>
    public static bool TryExecute(PythonRuntime runtime, Frame frame, in Instruction instruction)
    {
        var argument = instruction.Argument;
        switch (instruction.Op)
        {
            case BytecodeOp.ImportName or BytecodeOp.ImportNameLazily:
            {
                var names = frame.Pop();
                frame.Push(Imports.Import(runtime, frame.Code.Code.Names[argument], names, frame.Pop()));
                break;
            }
            case BytecodeOp.ImportFrom:
                frame.Push(Imports.From(runtime, frame.Peek(1), frame.Code.Code.Names[argument]));
                break;
            case BytecodeOp.ImportStar:
                Imports.Star(frame.Pop(), Variables.Names(frame));
                break;

            case BytecodeOp.ConvertToText:
                frame.Push(Convert(runtime, frame, (TextConversion)argument, frame.Pop()));
                break;
            case BytecodeOp.FormatSimple:
            {
                var value = frame.Pop();
                frame.Push(value.As<PyStr>() is not null ? value : PyValue.FromText(Operators.Format(runtime, value, "")));
                break;
            }
            case BytecodeOp.FormatWithSpecification:
            {
                var specification = frame.Pop().As<PyStr>()?.Value ?? "";
                frame.Push(PyValue.FromText(Operators.Format(runtime, frame.Pop(), specification)));
                break;
            }

            case BytecodeOp.PrintExpression:
            {
                var value = frame.Pop();
                if (!value.IsNone)
                    runtime.Output?.Write(Operators.Repr(runtime, value) + "\n");
                break;
            }
            case BytecodeOp.PrintItem:
                PrintItem(runtime, frame.Pop());
                break;
            case BytecodeOp.PrintNewLine:
                runtime.Output?.Write('\n');
                runtime.HasSoftSpace = false;
                break;
            case BytecodeOp.PrintItemTo or BytecodeOp.PrintNewLineTo:
                PrintTo(runtime, frame, instruction.Op);
                break;
            case BytecodeOp.BuildClass:
            {
                var names = frame.Pop().As<PyNames>() ?? throw Unsupported.Malformed(frame, "the body gives no names");
                var bases = frame.Pop();
                frame.Push(Classes.BuildClass(runtime, frame.Pop(), bases, names.Names));
                break;
            }
            default:
                return false;
        }
        return true;
    }

    private static PyValue Convert(PythonRuntime runtime, Frame frame, TextConversion conversion, PyValue value) => conversion switch
    {
        TextConversion.Str => PyValue.FromText(Operators.Str(runtime, value)),
        TextConversion.Repr => PyValue.FromText(Operators.Repr(runtime, value)),
        TextConversion.Ascii => Operators.Call(
            runtime,
            runtime.Builtins.TryGet("ascii", out var ascii) ? ascii : throw Unsupported.Here(
                frame, DiagnosticDescriptors.MissingBuiltin, "the module has taken ascii out of the builtins", "Leave the builtins as they are."),
            value),
        _ => value,
    };

    /// <summary><c>print value,</c>: a space comes before it where the last one ended with a comma.</summary>
    private static void PrintItem(PythonRuntime runtime, PyValue value)
    {
        var text = Operators.Str(runtime, value);
        if (runtime.HasSoftSpace)
            runtime.Output?.Write(' ');
        runtime.Output?.Write(text);
        var endsLine = value.As<PyStr>() is not null && text.Length > 0 && char.IsWhiteSpace(text[^1]) && text[^1] != ' ';
        runtime.HasSoftSpace = !endsLine;
    }

    /// <summary><c>print >>file</c>: None is the output, anything else is a file, which does not exist here.</summary>
    private static void PrintTo(PythonRuntime runtime, Frame frame, BytecodeOp op)
    {
        var file = frame.Pop();
        var value = op == BytecodeOp.PrintItemTo ? frame.Pop() : default;
        if (!file.IsNone)
            throw Unsupported.Here(frame, DiagnosticDescriptors.PrintToFile, "there are no files here to print to", "Print without >>.");
        if (!value.IsUnbound)
        {
            PrintItem(runtime, value);
            return;
        }
        runtime.Output?.Write('\n');
        runtime.HasSoftSpace = false;
    }
}
