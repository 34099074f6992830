using System.Reflection;
using Microsoft.Extensions.Logging;
using Pyc.Logging;
using Pyc.Tests.Support;

namespace Pyc.Tests.Telemetry;

public sealed class LogEventTests
{
    [Test]
    public void Every_event_has_an_id_and_a_name_of_its_own()
    {
        var events = LogEvents.All();
        Assert.That(events.Select(one => one.Id), Is.EqualTo(Enumerable.Range(5000, events.Count)), "ids are never given twice, nor left out");
        Assert.That(events.Select(one => one.Name), Is.Unique.And.All.Match("^[A-Z][A-Za-z]+$"));
        foreach (var one in events)
            Assert.That(one.Name, Is.EqualTo(one.Method), $"{one.Id}");
    }

    [Test]
    public void A_refusal_and_a_fallback_have_the_code_as_a_property()
    {
        var logger = new RecordingLogger();
        using var module = Facade.Load(options: new PycOptions { Fallback = Fallback.Interpreter, Logger = logger });
        module.Get<Func<long, string>>("returns_text");
        foreach (var id in new[] { 5002, 5004 })
        {
            var (name, properties) = logger.Events.Single(one => one.Event.Id == id);
            Assert.That(properties["DiagnosticCode"], Does.Match("^PYJ1[0-9]{3}$"), name.Name);
            Assert.That(properties["Reason"], Does.Contain(properties["DiagnosticCode"]!.ToString()), "people read it in the text");
            Assert.That((properties["Module"], properties["Function"]), Is.EqualTo(("binding.pyc", "returns_text")));
        }
        Assert.That(logger.Entries.Single(entry => entry.Id == 5004).Level, Is.EqualTo(LogLevel.Information));
    }

    [Test]
    public void Names_that_are_unavailable_are_told_to_who_wants_details()
    {
        var logger = new RecordingLogger();
        using var module = PycJit.Load(Repository.PathTo("fixtures", "modules", "pyc", "3.12", "outside.pyc"), new PycOptions { Logger = logger });
        Assert.That(module.UnavailableNames, Is.Not.Empty);
        Assert.That(
            logger.Events.Where(one => one.Event.Id == 5006).Select(one => (one.Properties["Name"], one.Properties["DiagnosticCode"])),
            Is.EqualTo(module.UnavailableNames.Select(unavailable => ((object)unavailable.Name, (object)unavailable.Why.Descriptor.Id))));
    }
}

/// <summary>The log events of PycJit, as its code declares them.</summary>
internal static class LogEvents
{
    internal sealed record LogEvent(int Id, string Name, LogLevel Level, string Message, string Method);

    /// <summary>All, by their ids.</summary>
    public static List<LogEvent> All() =>
    [
        .. typeof(PycJitLog).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(method => (Method: method, Attribute: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(pair => pair.Attribute is not null)
            .Select(pair => new LogEvent(
                pair.Attribute!.EventId, pair.Attribute.EventName ?? "", pair.Attribute.Level, pair.Attribute.Message, pair.Method.Name))
            .OrderBy(one => one.Id),
    ];
}
