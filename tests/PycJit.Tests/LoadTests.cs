using System.IO.Compression;
using Microsoft.Extensions.Logging;
using Pyc.Loader;
using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>Where a module comes from, what it says about itself, and what it logs.</summary>
public sealed class LoadTests
{
    [Test]
    public void A_path_a_stream_and_bytes_give_the_same()
    {
        var path = Repository.Pyc("straight");
        var bytes = File.ReadAllBytes(path);
        using var fromPath = PycJit.Load(path);
        using var stream = new MemoryStream([1, 2, 3, .. bytes]) { Position = 3 };
        using var fromStream = PycJit.Load(stream);
        using var fromBytes = PycJit.Load(bytes.AsMemory());
        foreach (var module in new[] { fromPath, fromStream, fromBytes })
        {
            Assert.That(module.Get<Func<long, long, long>>("foo")(7, 3), Is.EqualTo(40));
            Assert.That(module.Version, Is.EqualTo(new PythonVersion(3, 12)));
        }
        Assert.That((fromPath.Name, fromStream.Name, fromBytes.Name), Is.EqualTo(("straight.pyc", "straight.py", "straight.py")));
        Assert.That(stream.CanRead, Is.True, "the stream stays open");
    }

    [Test]
    public void A_stream_that_cannot_seek_can_be_loaded()
    {
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            zip.Write(File.ReadAllBytes(Repository.Pyc("straight")));
        packed.Position = 0;
        using var stream = new GZipStream(packed, CompressionMode.Decompress);
        using var module = PycJit.Load(stream);
        Assert.That(module.Get<Func<long, long>>("negate")(5), Is.EqualTo(-5));
    }

    [Test]
    public void Functions_come_in_the_order_of_the_source_with_what_is_known_about_them()
    {
        using var module = PycJit.Load(Repository.Pyc("straight"));
        Assert.That(module.Functions.Select(function => function.Line), Is.Ordered);
        Assert.That(module.Functions, Has.Count.EqualTo(42));
        var foo = module["foo"];
        Assert.Multiple(() =>
        {
            Assert.That(foo.Name, Is.EqualTo("foo"));
            Assert.That(foo.Parameters, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(foo.Declaration, Is.EqualTo("foo(a, b)"));
            Assert.That(foo.ToString(), Is.EqualTo("foo(a, b)"));
            Assert.That(foo.SourceFile, Is.EqualTo("src/straight.py"));
            Assert.That(foo.Line, Is.EqualTo(8));
            Assert.That(foo.BytecodeSize, Is.EqualTo(24));
            Assert.That(foo.IsCompilable(out var whyNot), Is.True);
            Assert.That(whyNot, Is.Null);
            Assert.That(foo.ResultTypeFor(), Is.EqualTo(typeof(long)));
            Assert.That(module["less"].ResultTypeFor(), Is.EqualTo(typeof(bool)));
            Assert.That(module["nothing"].ResultTypeFor(), Is.EqualTo(typeof(void)));
            Assert.That(module["identity"].ResultTypeFor(typeof(bool)), Is.EqualTo(typeof(bool)));
            Assert.That(module.TryGetFunction("fo", out _), Is.False);
            Assert.That(module.TryGetFunction("foo", out var same) && same == foo, Is.True);
        });
    }

    [Test]
    public void Every_stage_can_be_shown_and_names_the_line()
    {
        using var module = PycJit.Load(Repository.Pyc("straight"));
        var foo = module["foo"];
        Assert.Multiple(() =>
        {
            Assert.That(foo.Dump(CompilationStage.Bytecode), Does.Contain("Binary").And.Contain(" 9 "));
            Assert.That(foo.Dump(CompilationStage.Ir), Does.Contain("v7 = int.sub v3, v5, v6").And.Contain("straight.py:9"));
            Assert.That(foo.Dump(CompilationStage.OptimisedIr), Does.Contain("int.mul").And.Contain("straight.py:9"));
            Assert.That(foo.Dump(CompilationStage.Assembly), Does.Contain("imul").And.Contain("straight.py:9"));
            Assert.That(foo.Disassemble(), Is.EqualTo(foo.Dump(CompilationStage.Assembly)));
            Assert.That(module["identity"].Dump(CompilationStage.Ir, typeof(bool)), Does.Contain("identity(v0: bool) -> bool"));
        });
    }

    [Test]
    public void Compiling_tells_signature_address_and_size()
    {
        using var module = PycJit.Load(Repository.Pyc("straight"));
        var code = module["foo"].Compile();
        Assert.That(code.Signature, Is.EqualTo("(i64, i64) -> i64"));
        Assert.That(code.Size, Is.InRange(10, 100));
        Assert.That(code.Address, Is.Not.Zero);
        Assert.That((code.FrameSize, code.SpillSlots), Is.EqualTo((0, 0)));
        Assert.That(module["foo"].Compile(), Is.EqualTo(code), "it is compiled once");
        Assert.That(module["foo"].Compile(typeof(bool), typeof(long)).Address, Is.Not.EqualTo(code.Address));
        Assert.That(() => module["foo"].Compile(typeof(long)), Throws.ArgumentException);
        Assert.That(() => module["foo"].Compile(typeof(long), typeof(string)), Throws.ArgumentException);
    }

    [Test]
    public void What_happens_is_logged_with_ids()
    {
        var logger = new RecordingLogger();
        using (var module = PycJit.Load(Repository.Pyc("arity"), new PycOptions { Logger = logger }))
        {
            module.Get<Func<long, long, long>>("take2")(1, 2);
            Assert.That(() => module.Get<Func<long, long>>("generator"), Throws.InstanceOf<PycJitException>());
        }
        Assert.That(logger.Entries.Select(entry => entry.Id), Is.EqualTo(new[] { 5000, 5001, 5002, 5003 }));
        Assert.That(logger.Entries.Select(entry => entry.Level), Is.EqualTo(
            new[] { LogLevel.Information, LogLevel.Debug, LogLevel.Debug, LogLevel.Debug }));
        Assert.That(logger.MessagesOf(5000).Single(), Is.EqualTo("Loaded arity.pyc (CPython 3.12): 47 functions"));
        Assert.That(logger.MessagesOf(5001).Single(), Does
            .Match(@"^Compiled take2 of arity\.pyc for \(i64, i64\) -> i64: 1 functions, \d+ bytes at 0x[0-9a-f]+, 0 spill slots, \d+\.\d\d ms$"));
        Assert.That(logger.MessagesOf(5002).Single(), Does.StartWith("generator of arity.pyc is not compiled: src/arity.py:162"));
    }

    [Test]
    public void A_failed_load_leaves_nothing_and_the_next_one_works()
    {
        var bytes = File.ReadAllBytes(Repository.Pyc("straight"));
        for (var length = 0; length < bytes.Length; length += 37)
            Assert.That(() => PycJit.Load(bytes.AsMemory(0, length)), Throws.InstanceOf<PycFormatException>());
        using var module = PycJit.Load(bytes.AsMemory());
        Assert.That(module.Functions, Has.Count.EqualTo(42));
    }
}
