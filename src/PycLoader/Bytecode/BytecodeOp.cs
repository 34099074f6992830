namespace Pyc.Loader;

/// <summary>The version-neutral instruction set: what every CPython's bytecode is decoded into.</summary>
/// <remarks>
/// Stack effects are written bottom to top, before → after; "argument" is <see cref="Instruction.Argument"/>, "target"
/// <see cref="Instruction.Target"/>, "name argument" the name with that index in <see cref="CodeObject.Names"/>. The figures are
/// in <see cref="BytecodeOpInfo"/>. What the block stacks, the NULLs beside callables and the second slots of iterators of
/// CPython keep on the evaluation stack does not exist here: every value on the stack is an object, but for those that <see
/// cref="SaveLocal"/> and <see cref="PushHandled"/> push, which only <see cref="RestoreLocal"/>, <see cref="PopHandled"/> and the
/// stack operations (<see cref="Pop"/>, <see cref="Copy"/>, <see cref="Swap"/>, <see cref="RotateDown"/>, <see cref="RotateUp"/>)
/// ever meet.
/// </remarks>
public enum BytecodeOp
{
    /// <summary>Does nothing; keeps a source line that has no other instruction.</summary>
    Nop,

    // ---- values and the stack

    /// <summary>→ the constant whose index in <see cref="Bytecode.Constants"/> is the argument.</summary>
    LoadConstant,

    /// <summary>→ a class or function that the interpreter knows; the argument is a <see cref="CommonObject"/>.</summary>
    LoadCommon,

    /// <summary>→ the local in slot argument. Unbound: UnboundLocalError.</summary>
    LoadLocal,

    /// <summary>value → ; stores it in slot argument.</summary>
    StoreLocal,

    /// <summary>Unbinds slot argument. Unbound already: UnboundLocalError.</summary>
    DeleteLocal,

    /// <summary>
    /// → whatever slot argument holds: a value, a cell or nothing; the slot is unbound after it (3.12 on, comprehensions).
    /// </summary>
    SaveLocal,

    /// <summary>saved → ; puts what <see cref="SaveLocal"/> took back into slot argument.</summary>
    RestoreLocal,

    /// <summary>value → ; drops it.</summary>
    Pop,

    /// <summary>Pushes the value that is argument-th from the top, counted from 1.</summary>
    Copy,

    /// <summary>
    /// Exchanges the top with the value that is argument-th from the top, counted from 1; argument is at least 2.
    /// </summary>
    Swap,

    /// <summary>
    /// Moves the top under the argument − 1 values below it; argument is at least 2 (2 equals a swap, 3 ROT_THREE).
    /// </summary>
    RotateDown,

    /// <summary>Moves the argument-th value from the top, counted from 1, to the top; argument is at least 2.</summary>
    RotateUp,

    // ---- operators

    /// <summary>value → result; the argument is a <see cref="UnaryOperator"/>.</summary>
    Unary,

    /// <summary>left, right → result; the argument is a <see cref="BinaryOperator"/>.</summary>
    Binary,

    /// <summary>
    /// left, right → result; the argument is the <see cref="BinaryOperator"/> of an augmented assignment such as <c>+=</c>.
    /// </summary>
    BinaryInPlace,

    /// <summary>left, right → result; the argument is a <see cref="ComparisonOperator"/>.</summary>
    Compare,

    /// <summary>left, right → bool: whether they are the same object; argument 1: whether they are not.</summary>
    Is,

    /// <summary>item, container → bool: whether it contains the item; argument 1: whether it does not.</summary>
    Contains,

    /// <summary>value → its truth, a bool.</summary>
    ToBoolean,

    /// <summary>container, key → item.</summary>
    LoadSubscript,

    /// <summary>value, container, key → .</summary>
    StoreSubscript,

    /// <summary>container, key → .</summary>
    DeleteSubscript,

    /// <summary>start, stop → slice; with argument 3 start, stop, step → slice. The argument is 2 or 3.</summary>
    BuildSlice,

    // ---- names

    /// <summary>→ name argument in the locals' mapping, else the globals, else the builtins. None: NameError.</summary>
    LoadName,

    /// <summary>value → ; stores it in the locals' mapping under name argument.</summary>
    StoreName,

    /// <summary>Deletes name argument from the locals' mapping.</summary>
    DeleteName,

    /// <summary>→ name argument in the globals, else the builtins. None: NameError.</summary>
    LoadGlobal,

    /// <summary>value → ; stores it in the globals under name argument.</summary>
    StoreGlobal,

    /// <summary>Deletes name argument from the globals.</summary>
    DeleteGlobal,

    /// <summary>object → its attribute with name argument, bound where it is a method.</summary>
    LoadAttribute,

    /// <summary>value, object → ; sets the attribute with name argument.</summary>
    StoreAttribute,

    /// <summary>object → ; deletes the attribute with name argument.</summary>
    DeleteAttribute,

    /// <summary>
    /// the global <c>super</c>, class, self → the attribute of <c>super(class, self)</c>. The argument is twice the name's index,
    /// plus 1 where the source has the two arguments; without them a <c>super</c> that is not the builtin is called with none.
    /// </summary>
    LoadSuperAttribute,

    /// <summary>→ the locals' mapping.</summary>
    LoadLocals,

    /// <summary>mapping → ; makes it the locals' mapping (class bodies of 3.0 to 3.3).</summary>
    StoreLocals,

    /// <summary>mapping → name argument in it, else the globals, else the builtins.</summary>
    LoadFromDictOrGlobals,

    /// <summary>Makes <c>__annotations__</c> in the locals' mapping, where there is none.</summary>
    SetupAnnotations,

    /// <summary>annotation → ; stores it in <c>__annotations__</c> under name argument (3.6).</summary>
    StoreAnnotation,

    // ---- cells

    /// <summary>Puts a new cell into slot argument, which holds what the slot held (nothing, where it was unbound).</summary>
    MakeCell,

    /// <summary>Copies the cells of the function's closure, argument of them, into the last argument slots.</summary>
    CopyFreeVariables,

    /// <summary>→ the cell itself in slot argument.</summary>
    LoadClosure,

    /// <summary>→ the value in the cell in slot argument. Empty: NameError (UnboundLocalError for an own variable).</summary>
    LoadDeref,

    /// <summary>value → ; stores it in the cell in slot argument.</summary>
    StoreDeref,

    /// <summary>Empties the cell in slot argument.</summary>
    DeleteDeref,

    /// <summary>mapping → the name of slot argument in it, else the value in the cell in slot argument.</summary>
    LoadFromDictOrDeref,

    // ---- jumps

    /// <summary>Goes on at the target.</summary>
    Jump,

    /// <summary>value → ; goes on at the target if the value, any object, is false.</summary>
    JumpIfFalse,

    /// <summary>value → ; goes on at the target if the value, any object, is true.</summary>
    JumpIfTrue,

    /// <summary>value → ; goes on at the target if the value is None.</summary>
    JumpIfNone,

    /// <summary>value → ; goes on at the target if the value is not None.</summary>
    JumpIfNotNone,

    /// <summary>value → ; leaves the function with it. Values below it are dropped.</summary>
    Return,

    // ---- loops

    /// <summary>iterable → iterator.</summary>
    GetIterator,

    /// <summary>iterator → iterator, next item; at the end iterator → , and goes on at the target.</summary>
    ForIterator,

    // ---- containers

    /// <summary>argument items → tuple.</summary>
    BuildTuple,

    /// <summary>argument items → list.</summary>
    BuildList,

    /// <summary>argument items → set.</summary>
    BuildSet,

    /// <summary>argument times key, value → dict.</summary>
    BuildMap,

    /// <summary>argument values, tuple of as many keys → dict.</summary>
    BuildMapFromKeys,

    /// <summary>argument strings → their concatenation.</summary>
    BuildString,

    /// <summary>…, item → …; appends it to the list that is argument-th from the top after that.</summary>
    ListAppend,

    /// <summary>…, iterable → …; appends its items to the list that is argument-th from the top after that.</summary>
    ListExtend,

    /// <summary>…, item → …; adds it to the set that is argument-th from the top after that.</summary>
    SetAdd,

    /// <summary>…, iterable → …; adds its items to the set that is argument-th from the top after that.</summary>
    SetUpdate,

    /// <summary>…, key, value → …; adds them to the dict that is argument-th from the top after that.</summary>
    MapAdd,

    /// <summary>…, mapping → …; adds its items to the dict that is argument-th from the top after that.</summary>
    DictUpdate,

    /// <summary>
    /// …, mapping → …; adds its items to the dict of keyword arguments that is argument-th from the top after that. A key that is
    /// there already: TypeError, which names the callable that is two below the dict.
    /// </summary>
    DictMerge,

    /// <summary>list → tuple.</summary>
    ListToTuple,

    /// <summary>sequence → its argument items, the first on top.</summary>
    UnpackSequence,

    /// <summary>
    /// sequence → items, the first on top: bits 0 to 7 of the argument say how many before the starred one, bits 8 on how many
    /// after.
    /// </summary>
    UnpackStarred,

    // ---- calls and functions

    /// <summary>callable, argument positional arguments → result.</summary>
    Call,

    /// <summary>callable, argument arguments, tuple of the names of the last ones → result.</summary>
    CallKeywords,

    /// <summary>callable, iterable → result; with argument 1 callable, iterable, mapping → result.</summary>
    CallUnpacked,

    /// <summary>
    /// callable, positional…, (name, value)…, [iterable], [mapping] → result (2.7 to 3.5): bits 0 to 7 of the argument count the
    /// positional ones, bits 8 to 15 the pairs, bit 16 says that the iterable is there, bit 17 the mapping.
    /// </summary>
    CallPairs,

    /// <summary>code → function.</summary>
    MakeFunction,

    /// <summary>value, function → function; the argument is the <see cref="FunctionAttribute"/> that is set.</summary>
    SetFunctionAttribute,

    /// <summary>name, bases, dict → class (2.7).</summary>
    BuildClass,

    // ---- imports

    /// <summary>level, names or None → the module with name argument.</summary>
    ImportName,

    /// <summary>
    /// level, names or None → the module with name argument, loaded when it is first used (3.15, <c>lazy import</c>).
    /// </summary>
    ImportNameLazily,

    /// <summary>module → module, its attribute with name argument.</summary>
    ImportFrom,

    /// <summary>module → ; copies its public names to the locals' mapping.</summary>
    ImportStar,

    // ---- text

    /// <summary>value → string; the argument is a <see cref="TextConversion"/>.</summary>
    ConvertToText,

    /// <summary>value → <c>format(value, "")</c>.</summary>
    FormatSimple,

    /// <summary>value, specification → <c>format(value, specification)</c>.</summary>
    FormatWithSpecification,

    /// <summary>
    /// value, source text → interpolation; with bit 0 of the argument value, source text, specification → interpolation. The
    /// argument divided by 4 is a <see cref="TextConversion"/>; CPython's compiler sets bit 1 and nothing reads it (3.14 on).
    /// </summary>
    BuildInterpolation,

    /// <summary>tuple of strings, tuple of interpolations → template (3.14 on).</summary>
    BuildTemplate,

    // ---- exceptions: a handler is entered with the exception on the stack, see ExceptionRegion

    /// <summary>
    /// exception → the exception handled so far, exception; makes it the handled one, which <c>sys.exc_info()</c> gives and a
    /// bare <c>raise</c> raises.
    /// </summary>
    PushHandled,

    /// <summary>the exception handled before → ; makes that the handled one again.</summary>
    PopHandled,

    /// <summary>exception → exception; makes it the handled one until the function is left (2.7).</summary>
    SetHandled,

    /// <summary>exception, class or tuple → exception, bool: whether it matches.</summary>
    MatchException,

    /// <summary>group, class or tuple → the rest of it or None, the part that matches or None.</summary>
    MatchExceptionGroup,

    /// <summary>
    /// the exception as it came, list of what the clauses raised → the exception to raise or None (<c>except*</c>).
    /// </summary>
    PrepareReraiseStar,

    /// <summary>argument values → ; raises: 0 the handled exception, 1 that, 2 and 3 as RAISE_VARARGS does.</summary>
    Raise,

    /// <summary>exception → ; raises it again, without a new entry in its traceback.</summary>
    Reraise,

    /// <summary>exception → RuntimeError made of a StopIteration that left a generator; any other as it is.</summary>
    ConvertStopIteration,

    /// <summary>
    /// …, exception → …, exception, result: calls what is argument-th from the top before that, the exit of a <c>with</c>, with
    /// class, value and traceback of the exception.
    /// </summary>
    CallExit,

    /// <summary>object → its method, looked up on the class and bound; the argument is a <see cref="SpecialMethod"/>.</summary>
    LoadSpecial,

    // ---- generators and coroutines

    /// <summary>
    /// → the value of the first resumption, None: makes the generator, coroutine or asynchronous generator that the call returns.
    /// </summary>
    ReturnGenerator,

    /// <summary>
    /// value → the value sent: hands it to the caller. Argument 1: below the value is the iterator that it came from, to which
    /// <c>throw</c> and <c>close</c> are passed on first; what comes back from there is raised here.
    /// </summary>
    Yield,

    /// <summary>
    /// iterator, value → iterator, what it yields when it is sent the value; when it ends iterator, its result, and goes on at
    /// the target.
    /// </summary>
    Send,

    /// <summary>iterator, value, StopIteration → iterator, its value; any other exception is raised again.</summary>
    CleanupThrow,

    /// <summary>iterable → iterator, generator or coroutine for <c>yield from</c>.</summary>
    GetYieldFromIterator,

    /// <summary>object → awaitable; argument 1 and 2: it is what <c>__aenter__</c> and <c>__aexit__</c> gave.</summary>
    GetAwaitable,

    /// <summary>iterable → asynchronous iterator; argument 1: an awaitable of it (3.5 and 3.6).</summary>
    GetAsyncIterator,

    /// <summary>asynchronous iterator → itself, the awaitable of its next item.</summary>
    GetAsyncNext,

    /// <summary>value → what an asynchronous generator yields for it.</summary>
    WrapAsyncYield,

    // ---- match

    /// <summary>subject → subject, bool: whether it is a sequence.</summary>
    MatchSequence,

    /// <summary>subject → subject, bool: whether it is a mapping.</summary>
    MatchMapping,

    /// <summary>subject, tuple of keys → the same, and the tuple of their values or None.</summary>
    MatchKeys,

    /// <summary>subject, class, tuple of names → tuple of attributes or None; the argument counts positional patterns.</summary>
    MatchClass,

    /// <summary>object → object, its length.</summary>
    GetLength,

    /// <summary>mapping, tuple of keys → mapping, dict of its other items (3.10).</summary>
    CopyWithoutKeys,

    // ---- type parameters (3.12 on)

    /// <summary>operand → result; the argument is a <see cref="TypeOperation"/> of one operand.</summary>
    TypeUnary,

    /// <summary>first, second → result; the argument is a <see cref="TypeOperation"/> of two operands.</summary>
    TypeBinary,

    // ---- statements of Python 2, and the interactive prompt

    /// <summary>value → ; prints it as the interactive prompt does.</summary>
    PrintExpression,

    /// <summary>value → ; <c>print value,</c>.</summary>
    PrintItem,

    /// <summary>value, file → ; <c>print >>file, value,</c>.</summary>
    PrintItemTo,

    /// <summary>Ends the line of a <c>print</c>.</summary>
    PrintNewLine,

    /// <summary>file → ; ends the line of a <c>print >>file</c>.</summary>
    PrintNewLineTo,

    /// <summary>code, globals or None, locals or None → ; <c>exec</c>.</summary>
    Execute,
}
