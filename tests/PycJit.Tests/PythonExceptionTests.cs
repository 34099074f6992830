using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>Exceptions of Python as C# catches them.</summary>
public sealed class PythonExceptionTests
{
    private static IEnumerable<(string Name, Type Type)> Types() =>
    [
        ("ZeroDivisionError", typeof(PythonZeroDivisionException)),
        ("ValueError", typeof(PythonValueException)),
        ("TypeError", typeof(PythonTypeException)),
        ("IndexError", typeof(PythonIndexException)),
        ("KeyError", typeof(PythonKeyException)),
        ("OverflowError", typeof(PythonOverflowException)),
        ("AssertionError", typeof(PythonAssertionException)),
        ("AttributeError", typeof(PythonAttributeException)),
        ("NameError", typeof(PythonNameException)),
        ("UnboundLocalError", typeof(PythonNameException)),
        ("RuntimeError", typeof(PythonRuntimeException)),
        ("NotImplementedError", typeof(PythonRuntimeException)),
        ("StopIteration", typeof(PythonStopIterationException)),
        ("MemoryError", typeof(PythonMemoryException)),
        ("ArithmeticError", typeof(PythonException)),
    ];

    [Test]
    public void The_class_in_Python_decides_the_class_in_C_sharp([ValueSource(nameof(Types))] (string Name, Type Type) expected)
    {
        using var module = Facade.Load();
        var raised = Raised(() => module.Get<Func<string, object>>("raise_named")(expected.Name));
        Assert.That(raised, Is.TypeOf(expected.Type));
        Assert.That((raised.PythonType, raised.PythonMessage), Is.EqualTo((expected.Name, expected.Name == "KeyError" ? "'raised'" : "raised")));
    }

    [Test]
    public void A_class_of_the_module_is_its_base_to_C_sharp_and_keeps_its_name([ValueSource(typeof(Facade), nameof(Facade.Versions))] string version)
    {
        using var module = Facade.Load(version: version);
        var raised = Raised(() => module.Get<Func<long, object>>("raise_odd")(5));
        Assert.That(raised, Is.TypeOf<PythonValueException>());
        Assert.That((raised.PythonType, raised.PythonMessage), Is.EqualTo(("Odd", "5")));
        Assert.That(raised.Message, Is.EqualTo($"Odd: 5 ({raised.Where})"));
        Assert.That((raised.Where.File, raised.Where.Line, raised.Where.Function), Is.EqualTo(("facade/binding.py", LineOf("raise Odd(n)"), "raise_odd")));
    }

    [Test]
    public void The_exception_being_handled_is_the_inner_one()
    {
        using var module = Facade.Load();
        var raised = Raised(() => module.Get<Func<long, object>>("raise_in_handler")(0));
        Assert.That(raised, Is.TypeOf<PythonKeyException>());
        Assert.That(raised.InnerException, Is.TypeOf<PythonZeroDivisionException>());
    }

    [Test]
    public void A_misspelt_name_is_told_with_what_was_perhaps_meant([ValueSource(typeof(Facade), nameof(Facade.Versions))] string version)
    {
        using var module = Facade.Load("misspelt", version);
        Assert.Multiple(() =>
        {
            Assert.That(MessageOf("module_attribute"), Does.EndWith("(facade/misspelt.py:16 in module_attribute) Did you mean sqrt?"));
            Assert.That(MessageOf("method"), Does.EndWith("Did you mean volume?"));
            Assert.That(MessageOf("list_method"), Does.EndWith("Did you mean append?"));
            Assert.That(MessageOf("global_name"), Does.EndWith("Did you mean threshold?"));
            Assert.That(MessageOf("nothing_near"), Does.EndWith("(facade/misspelt.py:32 in nothing_near)"));
        });

        string MessageOf(string function) => Raised(() => module.Get<Func<long, object>>(function)(2)).Message;
    }

    [Test]
    public void The_traceback_lists_the_frames_the_outermost_first()
    {
        using var module = PycJit.Load(Repository.Pyc("errors"), Facade.Interpreted);
        var raised = Raised(() => module.Get<Func<long, long>>("reraise")(-11));
        Assert.That(
            raised.Traceback.Select(entry => (entry.File, entry.Line, entry.Function)),
            Is.EqualTo(new[] { ("src/errors.py", 125, "reraise"), ("src/errors.py", 39, "check_positive") }));
        Assert.That((raised.Traceback[1].Column, raised.Traceback[1].EndLine, raised.Traceback[1].EndColumn), Is.EqualTo((8, 39, 50)));
        Assert.That(raised.FormatTraceback(), Is.EqualTo("""
            Traceback (most recent call last):
              File "src/errors.py", line 125, in reraise
              File "src/errors.py", line 39, in check_positive
            ValueError: n must not be negative

            """));
    }

    [Test]
    public void The_traceback_has_source_lines_where_the_source_is_given()
    {
        using var module = PycJit.Load(Repository.Pyc("errors", "3.8"), Facade.Interpreted);
        var raised = Raised(() => module.Get<Func<long, long>>("reraise")(-11));
        var source = File.ReadAllText(Repository.PathTo("fixtures", "src", "errors.py"));
        Assert.That(raised.FormatTraceback(file => file == "src/errors.py" ? source : null), Is.EqualTo("""
            Traceback (most recent call last):
              File "src/errors.py", line 125, in reraise
                return check_positive(n)
              File "src/errors.py", line 39, in check_positive
                raise ValueError("n must not be negative")
            ValueError: n must not be negative

            """));
    }

    [Test]
    public void What_native_code_leaves_has_a_traceback_too([Values] IntegerMode integers)
    {
        using var module = PycJit.Load(Repository.Pyc("straight"), new PycOptions { Integers = integers });
        var raised = Raised(() => module.Get<Func<long, long, long>>("floor_divide")(1, 0));
        Assert.That(raised, Is.TypeOf<PythonZeroDivisionException>());
        Assert.That(raised.Traceback.Select(entry => (entry.File, entry.Line, entry.Function)), Is.EqualTo(new[] { ("src/straight.py", 129, "floor_divide") }));
        Assert.That(raised.FormatTraceback(), Does.StartWith("Traceback (most recent call last):\n  File \"src/straight.py\", line 129, in floor_divide\n"));
    }

    [Test]
    public void A_top_level_that_raises_makes_loading_raise([ValueSource(typeof(Facade), nameof(Facade.Versions))] string version)
    {
        var raised = Raised(() => Facade.Load("failing", version));
        Assert.That(raised, Is.TypeOf<PythonZeroDivisionException>());
        Assert.That(raised.Message, Does
            .StartWith("failing.pyc cannot be loaded, its top level raises ZeroDivisionError: ").And.EndWith("(facade/failing.py:5 in f)"));
        Assert.That(raised.Traceback.Select(entry => (entry.Line, entry.Function)), Is.EqualTo(new[] { (8, "<module>"), (5, "f") }));
    }

    [Test]
    public void Recursion_without_end_is_a_RecursionError_on_a_thread_with_a_small_stack()
    {
        const int Calls = 1000;
        const int StackSize = 256 << 10;
        using var module = PycJit.Load(Repository.Pyc("errors"), Facade.Interpreted);
        var endless = module.Get<Func<long, object>>("endless");
        var caught = 0;
        Exception? other = null;
        var thread = new Thread(() =>
        {
            try
            {
                for (var i = 0; i < Calls; i++)
                {
                    try
                    {
                        endless(0);
                    }
                    catch (PythonRecursionException)
                    {
                        caught++;
                    }
                }
            }
            catch (Exception exception)
            {
                other = exception;
            }
        }, StackSize);
        thread.Start();
        thread.Join();
        Assert.That(other, Is.Null);
        Assert.That(caught, Is.EqualTo(Calls));
    }

    [Test]
    public void The_recursion_limit_is_an_option()
    {
        using var module = PycJit.Load(Repository.Pyc("errors"), Facade.Interpreted with { RecursionLimit = 50 });
        var raised = Raised(() => module.Get<Func<long, object>>("endless")(0));
        Assert.That(raised, Is.TypeOf<PythonRecursionException>());
        Assert.That(raised.Traceback, Has.Count.InRange(45, 51));
    }

    [Test]
    public void Before_3_5_endless_recursion_is_a_RuntimeError()
    {
        using var module = PycJit.Load(Repository.Pyc("errors", "2.7"), Facade.Interpreted);
        Assert.That(() => module.Get<Func<long, object>>("endless")(0), Throws.TypeOf<PythonRuntimeException>());
    }

    private static PythonException Raised(Action action) => Assert.Catch<PythonException>(action)!;        // Catch gives what it caught

    private static int LineOf(string text) =>
        Array.FindIndex(File.ReadAllLines(Repository.PathTo("fixtures", "facade", "src", "binding.py")), line => line.Trim() == text) + 1;
}
