using System.Text.Json;
using Pyc.Cli.Tests.Support;

namespace Pyc.Cli.Tests;

public sealed class JsonTests
{
    [TestCase("json-run.txt", "run", "fixtures/pyc/3.12/straight.pyc", "foo", "7", "3")]
    [TestCase("json-list.txt", "list", "fixtures/pyc/3.12/modern310.pyc")]
    [TestCase("json-dis.txt", "dis", "fixtures/pyc/3.12/straight.pyc", "foo", "--stage", "bytecode")]
    public void A_command_writes_one_document(string golden, params string[] words)
    {
        var result = Tool.Run([.. words, "--json"]);
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Output, Does.StartWith($"{{\n  \"schema\": 1,\n  \"command\": \"{words[0]}\",\n").And.EndWith("\n}\n"));
        Golden.Check(golden, result.Output);
    }

    [Test]
    public void What_Python_raises_and_prints_is_in_the_document_and_the_exit_code_stays()
    {
        var result = Tool.Run("run", Tool.Fixture("straight"), "floor_divide", "1", "0", "--json");
        Assert.That((result.Code, result.Error), Is.EqualTo((1, Tool.Run("run", Tool.Fixture("straight"), "floor_divide", "1", "0").Error)));
        var document = JsonDocument.Parse(result.Output).RootElement;
        var exception = document.GetProperty("exception");
        Assert.That(exception.GetProperty("type").GetString(), Is.EqualTo("ZeroDivisionError"));
        Assert.That(exception.GetProperty("message").GetString(), Is.EqualTo("integer division or modulo by zero"));
        Assert.That(exception.GetProperty("traceback").GetString(), Is.EqualTo(result.Error));
        Assert.That(document.GetProperty("result").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void That_a_function_runs_interpreted_is_in_the_document_and_not_beside_it()
    {
        var result = Tool.Run("run", Tool.Fixture("lists", "2.7"), "memo_fib", "90", "--json");
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        var document = JsonDocument.Parse(result.Output).RootElement;
        Assert.That(document.GetProperty("tier").GetString(), Is.EqualTo("interpreted"));
        Assert.That(document.GetProperty("whyInterpreted").GetString(), Does.Contain("src/lists.py:92"));
        Assert.That(document.GetProperty("result").GetString(), Is.EqualTo("2880067194370816120"));
    }

    [TestCase(3, "badFile", "no/such.pyc: no such file", "list", "no/such.pyc", "--json")]
    [TestCase(2, "usage", "unknown option '--wrap46'", "run", "x.pyc", "--wrap46", "--json", "f")]
    [TestCase(2, "usage", "Required argument 'FILE' missing for command: 'dis'.", "dis", "--json")]
    [TestCase(4, "notSupported", null, "dis", "fixtures/pyc/3.12/arity.pyc", "generator", "--json")]
    public void A_failure_is_a_document_too_and_an_error_as_ever(int code, string kind, string? message, params string[] words)
    {
        var result = Tool.Run(words);
        Assert.That(result.Code, Is.EqualTo(code));
        var document = JsonDocument.Parse(result.Output).RootElement;
        Assert.That(document.GetProperty("schema").GetInt32(), Is.EqualTo(1));
        Assert.That(document.GetProperty("command").GetString(), Is.EqualTo(words[0]));
        var error = document.GetProperty("error");
        Assert.That((error.GetProperty("exitCode").GetInt32(), error.GetProperty("kind").GetString()), Is.EqualTo((code, kind)));
        var text = error.GetProperty("message").GetString();
        if (message is not null)
            Assert.That(text, Is.EqualTo(message));
        Assert.That(result.Error, Does.StartWith($"pycjit: error: {text}\n"));
    }

    [Test]
    public void Escape_sequences_are_escaped_and_mean_the_same_afterwards()
    {
        const string Name = "\u001b[31m\u202e\u00e4<b>.pyc";
        var result = Tool.Run("list", Name, "--json");
        Assert.That(result.Output, Does.Contain(@"\u001b[31m\u202eä<b>.pyc: no such file").IgnoreCase);
        Assert.That(
            JsonDocument.Parse(result.Output).RootElement.GetProperty("error").GetProperty("message").GetString(), Is.EqualTo(Name + ": no such file"));
    }

    [Test]
    public void A_list_names_what_runs_interpreted_and_what_is_unavailable()
    {
        var document = JsonDocument.Parse(Tool.Run("list", "fixtures/modules/pyc/3.13/unknowns.pyc", "--json").Output).RootElement;
        var bump = document.GetProperty("functions").EnumerateArray().Single(function => function.GetProperty("name").GetString() == "bump");
        Assert.That(bump.GetProperty("tier").GetString(), Is.EqualTo("interpreted"));
        Assert.That(bump.GetProperty("whyInterpreted").GetString(), Does.Contain("modules/unknowns.py:79"));
        Assert.That(bump.GetProperty("nativeSize").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(document.GetProperty("unavailable").EnumerateArray().Select(name => name.GetProperty("name").GetString()), Does.Contain("seed_unknown"));
    }
}
