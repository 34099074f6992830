using System.Globalization;

namespace Pyc.Translation.Ir;

/// <summary>Reads the IR text that <see cref="IrPrinter"/> writes; the numbers of values and blocks are kept.</summary>
/// <remarks>
/// Between two statements stands the end of a line or a <c>;</c>; before the label of a block nothing need stand, so that a function
/// fits one line: <c>function f(v0: i64) -> i64 b0: check.nonzero v0 else division_by_zero; jump b1 b1: return v0</c>. Only the
/// form is checked here, and that names are known and numbers of operands right: the rest is <see cref="IrVerifier"/>'s.
/// </remarks>
public sealed partial class IrParser
{
    // Analyses index arrays by number: one far out would cost memory out of proportion to the text.
    private const int MaxNumber = 1_000_000;

    private static readonly Dictionary<string, Op> s_ops = NamesOfOps();
    private static readonly Dictionary<string, IrType> s_types =
        Enum.GetValues<IrType>().Where(type => type is not (IrType.Void or IrType.State or IrType.Result or IrType.Mixed)).ToDictionary(IrPrinter.NameOf);
    private static readonly Dictionary<string, IrType> s_resultTypes =
        Enum.GetValues<IrType>().Where(type => type is not (IrType.State or IrType.Result)).ToDictionary(IrPrinter.NameOf);
    private static readonly Dictionary<string, FrameSlotKind> s_kinds =
        Enum.GetValues<FrameSlotKind>().Where(kind => kind != FrameSlotKind.Value).ToDictionary(IrPrinter.NameOf);
    private static readonly Dictionary<string, ExitReason> s_reasons =
        Enum.GetValues<ExitReason>().Where(reason => reason != ExitReason.None).ToDictionary(IrPrinter.NameOf);

    private static readonly Dictionary<string, FloatFunction> s_functions =
        FloatFunctionInfo.All.ToArray().ToDictionary(function => function.Name, function => function.Function);

    private static readonly Dictionary<string, SequenceField> s_fields = Enum.GetValues<SequenceField>().ToDictionary(IrPrinter.NameOf);
    private static readonly Dictionary<string, ElementKind> s_elements = Enum.GetValues<ElementKind>().ToDictionary(IrPrinter.NameOf);
    private static readonly Dictionary<string, RuntimeFunction> s_runtime =
        Enum.GetValues<RuntimeFunction>().ToDictionary(function => RuntimeFunctionInfo.Of(function).Name);

    private readonly List<IrToken> _tokens;
    private readonly Dictionary<int, Value> _values = [];           // this and what follows: of the function that is being read
    private readonly Dictionary<int, Block> _blocks = [];
    private readonly List<Statement> _statements = [];
    private readonly List<(Value Call, IrToken Callee)> _calls = [];
    private int _position;

    private IrParser(string text) => _tokens = IrLexer.Tokenize(text);

    private IrToken Current => _tokens[_position];

    /// <summary>Reads one function.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The function; not verified.</returns>
    /// <exception cref="IrParseException">The text does not follow the form.</exception>
    public static Function Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ParseUnit(text)[0];
    }

    /// <summary>Reads functions that call each other by name.</summary>
    /// <param name="text">The text: one function or more.</param>
    /// <returns>The functions; not verified.</returns>
    /// <exception cref="IrParseException">The text does not follow the form.</exception>
    public static IReadOnlyList<Function> ParseUnit(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new IrParser(text);
        var functions = new List<Function>();
        do
            functions.Add(parser.ParseFunction());
        while (parser.Current.Kind != IrTokenKind.End);
        foreach (var (call, callee) in parser._calls)
        {
            call.Callee = functions.Find(function => function.Name == callee.Text)
                ?? throw Error(callee, $"the name of a function is expected: {string.Join(", ", functions.Select(function => function.Name))}");
        }
        return functions;
    }

    private Function ParseFunction()
    {
        SkipSeparators();
        if (Current is not { Kind: IrTokenKind.Word, Text: "function" })
            throw Error(Current, "'function' is expected");
        _position++;
        var name = Current.Kind == IrTokenKind.Quoted ? Current.Text : Word("the function's name").Text;
        if (Current.Kind == IrTokenKind.Quoted)
            _position++;

        Sign("(");
        var parameters = new List<(IrToken Name, IrType Type)>();
        while (!Current.Is(")"))
        {
            if (parameters.Count > 0)
                Sign(",");
            var parameter = Word("a parameter");
            Sign(":");
            parameters.Add((parameter, Name(s_types, "a type")));
        }
        Sign(")");
        Sign("->");
        var function = new Function(name, Name(s_resultTypes, "a type"));
        if (Current is { Kind: IrTokenKind.Word, Text: "lanes" })
        {
            _position++;
            function.VectorLanes = Natural("the number of lanes");
        }
        SkipSeparators();

        while (Current.Kind != IrTokenKind.End && !AtFunction)
            ParseBlock();
        Build(function, parameters);
        if (function.ResultType == IrType.Mixed)
            function.InferResults();
        _values.Clear();
        _blocks.Clear();
        _statements.Clear();
        return function;
    }

    private void ParseBlock()
    {
        if (!AtLabel)
            throw Error(Current, "the label of a block, as 'b0:', is expected");
        var label = Current;
        _position += 2;
        _statements.Add(new Statement(label));
        SkipSeparators();
        while (Current.Kind != IrTokenKind.End && !AtLabel && !AtFunction)
        {
            ParseStatement();
            if (Current.Kind != IrTokenKind.Separator && Current.Kind != IrTokenKind.End && !AtLabel && !AtFunction)
                throw Error(Current, "the end of the statement is expected");
            SkipSeparators();
        }
    }

    private void ParseStatement()
    {
        var first = Word("a statement");
        var type = IrType.Void;
        IrToken? result = null;
        if (Current.Is(":") || Current.Is("="))
        {
            result = first;
            if (Current.Is(":"))
            {
                _position++;
                type = Name(s_types, "a type");
            }
            Sign("=");
            first = Word("an operation");
        }
        if (!s_ops.TryGetValue(first.Text, out var op))
            throw Error(first, "an operation is expected");
        var statement = new Statement(first) { Op = op, Result = result, Type = type };
        CheckResult(statement);
        ParseOperands(statement);
        _statements.Add(statement);
    }

    private static void CheckResult(Statement statement)
    {
        var (info, start) = (OpInfo.Of(statement.Op!.Value), statement.Start);
        var saysType = IrPrinter.SaysType(info.Op);
        if (info.Op == Op.RuntimeCall && statement.Result is null)
            return;   // some give nothing
        var needsResult = info.ResultType != IrType.Void || saysType;
        if (needsResult != statement.Result is not null)
            throw Error(start, needsResult ? "the operation gives a value, which needs a name" : "the operation gives no value to name");
        if (saysType && statement.Type == IrType.Void)
            throw Error(start, $"a {info.Name} says its type, as 'v2: i64 = {info.Name}'");
        if (!saysType && statement.Type != IrType.Void)
            throw Error(start, $"{info.Name} does not say its type");
        if (!saysType)
            statement.Type = info.ResultType;
    }

    private static bool IsValue(IrToken token) =>
        token.Kind == IrTokenKind.Word && token.Text.Length > 1 && token.Text[0] == 'v' &&
        token.Text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    private void Build(Function function, List<(IrToken Name, IrType Type)> parameters)
    {
        foreach (var statement in _statements.Where(statement => statement.Op is null))
        {
            var id = Number(statement.Start, 'b');
            if (!_blocks.TryAdd(id, null!))   // filled in below: NewNumberedBlock must not see a number given twice
                throw Error(statement.Start, "the block is there already");
            _blocks[id] = function.NewNumberedBlock(id);
        }
        if (_blocks.Count == 0)
            throw Error(Current, "a block is expected");

        for (var i = 0; i < parameters.Count; i++)
            function.Entry.Append(Define(function, parameters[i].Name, Op.Parameter, parameters[i].Type, i, ExitReason.None, null));

        // Every value before any operand: a phi may name what comes later.
        foreach (var statement in _statements.Where(statement => statement.Result is not null))
        {
            statement.Value = Define(
                function, statement.Result!.Value, statement.Op!.Value, statement.Type, statement.Immediate, statement.Reason,
                statement.Frame);
        }
        var block = function.Entry;
        foreach (var statement in _statements)
        {
            if (statement.Op is not { } op)
            {
                block = _blocks[Number(statement.Start, 'b')];
                continue;
            }
            statement.Value ??= function.NewNumberedValue(function.ValueCount, op, statement.Type, statement.Immediate, statement.Reason);
            statement.Value.Table = statement.Table;
            block.Append(statement.Value);
            if (statement.Callee is { } callee)
                _calls.Add((statement.Value, callee));
            foreach (var operand in statement.Operands)
                statement.Value.AddOperand(Find(_values, operand, 'v', "value"));
            if (op == Op.Phi)
                continue;
            foreach (var successor in statement.Blocks)
                block.AddSuccessor(Find(_blocks, successor, 'b', "block"));
        }
        OrderEdges();
    }

    // The order of the edges into a block shows in its phis alone: the first one gives it, the others must have the same.
    private void OrderEdges()
    {
        var ordered = new HashSet<Block>();
        foreach (var phi in _statements.Where(statement => statement.Op == Op.Phi))
        {
            var order = phi.Blocks.ConvertAll(name => Find(_blocks, name, 'b', "block"));
            var block = phi.Value!.Block!;   // set where the statements were placed
            if (!ordered.Add(block))
            {
                if (!order.SequenceEqual(block.Predecessors))
                    throw Error(phi.Start, "the phis of a block name its predecessors in one order");
                continue;
            }
            if (!order.Select(from => from.Id).Order().SequenceEqual(block.Predecessors.Select(from => from.Id).Order()))
                throw Error(phi.Start, $"the phi names the predecessors of {block}, which are {string.Join(", ", block.Predecessors)}");
            block.OrderPredecessors(order);
        }
    }

    private Value Define(Function function, IrToken name, Op op, IrType type, long immediate, ExitReason reason, FrameShape? frame)
    {
        var id = Number(name, 'v');
        if (_values.ContainsKey(id))
            throw Error(name, "the value is there already");
        return _values[id] = function.NewNumberedValue(id, op, type, immediate, reason, frame);
    }

    private static T Find<T>(Dictionary<int, T> named, IrToken token, char letter, string kind) =>
        named.TryGetValue(Number(token, letter), out var found) ? found : throw Error(token, $"there is no such {kind}");

    private static int Number(IrToken token, char letter) =>
        token.Text.Length > 1 && token.Text[0] == letter &&
        int.TryParse(token.Text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < MaxNumber
            ? number
            : throw Error(token, $"'{letter}' and a number below {MaxNumber} is expected");

    private bool AtLabel =>
        Current.Kind == IrTokenKind.Word && Current.Text[0] == 'b' && _tokens[_position + 1].Is(":") &&
        Current.Text.Length > 1 && Current.Text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    private bool AtFunction => Current is { Kind: IrTokenKind.Word, Text: "function" };

    private void SkipSeparators()
    {
        while (Current.Kind == IrTokenKind.Separator)
            _position++;
    }

    private IrToken Word(string expected)
    {
        if (Current.Kind != IrTokenKind.Word)
            throw Error(Current, $"{expected} is expected");
        return _tokens[_position++];
    }

    private void Sign(string sign)
    {
        if (!Current.Is(sign))
            throw Error(Current, $"'{sign}' is expected");
        _position++;
    }

    private T Name<T>(Dictionary<string, T> names, string expected)
    {
        var word = Word(expected);
        return names.TryGetValue(word.Text, out var found)
            ? found
            : throw Error(word, $"{expected} is expected: {string.Join(", ", names.Keys)}");
    }

    private static IrParseException Error(IrToken at, string problem) => new($"At {at} {problem}.", at.Line, at.Column);

    private static Dictionary<string, Op> NamesOfOps()
    {
        var names = new Dictionary<string, Op>();
        foreach (ref readonly var info in OpInfo.All)
        {
            if (info.Op != Op.Parameter)   // stands in the head of the function
                names.Add(info.Name, info.Op);
        }
        return names;
    }

    /// <summary>A statement, or the label of a block where there is no operation.</summary>
    private sealed class Statement(IrToken start)
    {
        public IrToken Start { get; } = start;
        public Op? Op { get; init; }
        public IrToken? Result { get; init; }
        public IrType Type { get; set; }
        public long Immediate { get; set; }
        public ExitReason Reason { get; set; }
        public IrToken? Callee { get; set; }
        public FrameShape? Frame { get; set; }
        public ConstantTable? Table { get; set; }
        public List<IrToken> Operands { get; } = [];
        public List<IrToken> Blocks { get; } = [];
        public Value? Value { get; set; }
    }
}
