using System.IO.MemoryMappedFiles;
using Pyc.Fuzz.Execution;

namespace Pyc.Fuzz.Campaign;

/// <summary>Numbers of a campaign that outlive whatever happens to the process.</summary>
public enum Counter
{
    /// <summary>The number of the input that runs, or is next.</summary>
    Next,

    /// <summary>Inputs that have run.</summary>
    Inputs,

    /// <summary>Not 0 while an input runs.</summary>
    IsRunning,

    /// <summary>When it began, in ticks of UTC.</summary>
    Started,

    /// <summary>Inputs of each <see cref="Outcome"/>, of which there are seven.</summary>
    Outcomes,

    /// <summary>Compilations, after the outcomes.</summary>
    Compilations = Outcomes + 7,

    /// <summary>Calls of native code.</summary>
    NativeCalls,

    /// <summary>Calls of the interpreter.</summary>
    InterpretedCalls,

    /// <summary>Calls compared.</summary>
    Comparisons,

    /// <summary>Calls and loads that a limit ended.</summary>
    Stopped,

    /// <summary>Findings, those that are known included.</summary>
    Findings,

    /// <summary>Times the process was killed or died.</summary>
    Deaths,

    /// <summary>The most bytes that one input allocated, and its number.</summary>
    MostBytes,

    /// <summary>Its number.</summary>
    MostBytesAt,

    /// <summary>The most microseconds that one took.</summary>
    Slowest,

    /// <summary>Its number.</summary>
    SlowestAt,

    /// <summary>The largest working set.</summary>
    WorkingSet,

    /// <summary>Microseconds of processor time.</summary>
    Processor,

    /// <summary>Inputs kept.</summary>
    Corpus,

    /// <summary>Length of the input that runs.</summary>
    InputLength,
}

/// <summary>The state of a campaign in a file that is mapped into memory: what was written is there after a crash.</summary>
public sealed class CampaignState : IDisposable
{
    private const int InputAt = 512;
    private const int Size = InputAt + (64 << 10);
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    /// <summary>Opens the state of a folder, or makes it.</summary>
    public CampaignState(string folder)
    {
        Directory.CreateDirectory(folder);
        var stream = new FileStream(Path.Combine(folder, "state.bin"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (stream.Length < Size)
            stream.SetLength(Size);
        _file = MemoryMappedFile.CreateFromFile(stream, null, Size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, Size);
    }

    /// <summary>One of the numbers.</summary>
    public long this[Counter counter]
    {
        get => _view.ReadInt64((int)counter * sizeof(long));
        set => _view.Write((int)counter * sizeof(long), value);
    }

    /// <summary>The number of inputs of an outcome.</summary>
    public long this[Outcome outcome] => this[Counter.Outcomes + (int)outcome];

    /// <summary>The input that runs, or ran last.</summary>
    public byte[] Input
    {
        get
        {
            var bytes = new byte[Math.Clamp(this[Counter.InputLength], 0, Size - InputAt)];
            _ = _view.ReadArray(InputAt, bytes, 0, bytes.Length);
            return bytes;
        }
    }

    /// <summary>Notes an input that is about to run.</summary>
    public void Begin(long number, byte[] input)
    {
        this[Counter.Next] = number;
        this[Counter.InputLength] = Math.Min(input.Length, Size - InputAt);
        _view.WriteArray(InputAt, input, 0, Math.Min(input.Length, Size - InputAt));
        this[Counter.Started] = DateTime.UtcNow.Ticks;
        this[Counter.IsRunning] = 1;
    }

    /// <summary>Notes what came of it.</summary>
    public void End(InputReport report, long microseconds)
    {
        var number = this[Counter.Next];
        this[Counter.IsRunning] = 0;
        this[Counter.Next] = number + 1;
        this[Counter.Inputs]++;
        this[Counter.Outcomes + (int)report.Outcome]++;
        this[Counter.Compilations] += report.Compilations;
        this[Counter.NativeCalls] += report.NativeCalls;
        this[Counter.InterpretedCalls] += report.InterpretedCalls;
        this[Counter.Comparisons] += report.Comparisons;
        this[Counter.Stopped] += report.Stopped;
        this[Counter.Findings] += report.Findings.Count;
        if (report.Bytes > this[Counter.MostBytes])
            (this[Counter.MostBytes], this[Counter.MostBytesAt]) = (report.Bytes, number);
        if (microseconds > this[Counter.Slowest])
            (this[Counter.Slowest], this[Counter.SlowestAt]) = (microseconds, number);
    }

    /// <summary>Passes over the input that the process died of.</summary>
    public void Skip()
    {
        this[Counter.IsRunning] = 0;
        this[Counter.Next]++;
        this[Counter.Inputs]++;
        this[Counter.Deaths]++;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
