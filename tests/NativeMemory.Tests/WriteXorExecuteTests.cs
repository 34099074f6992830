namespace Pyc.Native.Tests;

/// <summary>The system's own account of the pages: writable or executable, never both.</summary>
[TestFixtureSource(typeof(Sources), nameof(Sources.Available))]
[Platform(Include = "Linux,Win", Reason = "ProcessMaps reads there what is mapped")]
public sealed class WriteXorExecuteTests(string source)
{
    private List<ProcessMaps.Mapping> _before = [];

    // Linux has none. On Windows there may be some of others, as Wine's own.
    [SetUp]
    public void NoteWhatOthersHave() => _before = OperatingSystem.IsWindows() ? [.. BothNow()] : [];

    [Test]
    public void A_block_is_readable_and_executable_only()
    {
        using var heap = Sources.NewHeap(source);
        using var block = heap.Add(MachineCode.Return(1));

        Assert.That(ProcessMaps.ProtectionAt(block.Address)?[..3], Is.EqualTo("r-x"));
        AssertNoPageIsBoth();
    }

    [Test]
    public unsafe void No_page_is_both_while_code_is_written()
    {
        using var heap = Sources.NewHeap(source);
        string? whereWritten = null, whereRun = null;

        using var block = heap.Add(6, (code, address) =>
        {
            fixed (byte* bytes = code)
                whereWritten = ProcessMaps.ProtectionAt((nint)bytes);
            whereRun = ProcessMaps.ProtectionAt(address);
            AssertNoPageIsBoth();
            MachineCode.Return(3).CopyTo(code);
        });

        Assert.That(whereWritten?[..3], Is.EqualTo("rw-"));
        Assert.That(whereRun?[..3], Is.EqualTo(source == Sources.Protected ? "rw-" : "r-x"));
    }

    [Test]
    [Platform(Include = "Linux", Reason = "Windows has no names for mappings")]
    public void No_writable_mapping_of_a_memory_file_outlives_the_write()
    {
        using var heap = new CodeHeap(Sources.Named(source));
        using var first = heap.Add(MachineCode.Return(1));
        using var second = heap.Add(5000, (code, _) => code.Fill(0xC3));

        Assert.That(ProcessMaps.MemoryFiles().Select(mapping => mapping.Protection), Is.All.EqualTo("r-xs"));
    }

    [Test]
    public void Running_code_keeps_its_pages_executable_while_its_neighbours_come_and_go()
    {
        using var heap = Sources.NewHeap(source);
        using var block = heap.Add(MachineCode.Return(1));
        var page = block.Address;

        for (var i = 0; i < 50; i++)
        {
            using var neighbour = heap.Add(6, (code, _) =>
            {
                Assert.That(ProcessMaps.ProtectionAt(page)?[..3], Is.EqualTo("r-x"));
                MachineCode.Return(2).CopyTo(code);
            });
        }
    }

    [Test]
    public void Thousands_of_small_functions_share_pages()
    {
        using var heap = Sources.NewHeap(source);
        var blocks = new List<CodeBlock>();
        var before = ProcessMaps.Read().Count;
        for (var i = 0; i < 5000; i++)
            blocks.Add(heap.Add(MachineCode.Return(i)));

        Assert.That(blocks.Select(MachineCode.Run), Is.EqualTo(Enumerable.Range(0, 5000)));
        Assert.That(ProcessMaps.Read(), Has.Count.LessThan(before + 100), "neighbouring pages are one mapping");
        if (source != Sources.Protected)
        {
            Assert.That(heap.Usage.BytesUsed, Is.EqualTo(5000 * 64));
            Assert.That(heap.Usage.BytesReserved, Is.EqualTo((64 + 128 + 256) * 1024), "three stretches");
        }

        blocks.ForEach(block => block.Dispose());
    }

    [Test]
    public void Nothing_stays_mapped_when_heap_and_blocks_are_gone()
    {
        var heap = Sources.NewHeap(source);
        var blocks = Enumerable.Range(0, 300).Select(i => heap.Add(MachineCode.Return(i))).ToList();
        var addresses = blocks.ConvertAll(block => block.Address);

        blocks.ForEach(block => block.Dispose());
        heap.Dispose();

        Assert.That(heap.Usage.BytesReserved, Is.Zero);
        Assert.That(ProcessMaps.MemoryFiles(), Is.Empty);

        // The runtime may map its own files there since; anonymous executable memory would be ours.
        var left = ProcessMaps.Read().FindAll(mapping => mapping is { Protection: "r-xp" or "r-x", Name: "" });
        Assert.That(addresses.Where(address => left.Exists(m => m.Start <= address && address < m.End)), Is.Empty);
    }

    private void AssertNoPageIsBoth() => Assert.That(BothNow().Except(_before), Is.Empty);

    private static IEnumerable<ProcessMaps.Mapping> BothNow() => ProcessMaps.Read().Where(
        mapping => mapping.Protection.StartsWith("rwx", StringComparison.Ordinal) && mapping.Name != ProcessMaps.Image);
}
