using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Pyc;

namespace Embedding;

/// <summary>A module that is loaded again when its file changes.</summary>
/// <typeparam name="TInterface">Its functions.</typeparam>
internal sealed class ReloadedModule<TInterface> : IDisposable
    where TInterface : class
{
    private readonly string _path;
    private readonly PycOptions _options;
    private readonly ILogger _logger;
    private readonly PhysicalFileProvider _files;
    private readonly IDisposable _watch;
    private volatile Loaded _loaded;

    public ReloadedModule(string path, PycOptions options, ILogger<ReloadedModule<TInterface>> logger)
    {
        (_path, _options, _logger) = (Path.GetFullPath(path), options, logger);
        _loaded = Load();                                       // a program that cannot begin is told so by the exception
        _files = new PhysicalFileProvider(Path.GetDirectoryName(_path)!);      // a file has a folder
        _watch = ChangeToken.OnChange(() => _files.Watch(Path.GetFileName(_path)), Reload);
    }

    /// <summary>Raised when another version has come.</summary>
    public event Action? Reloaded;

    /// <summary>The functions of the version that is there now. Take it once for what belongs together.</summary>
    public TInterface Current => _loaded.Functions;

    public void Dispose()
    {
        _watch.Dispose();
        _files.Dispose();
        _loaded.Module.Dispose();
    }

    private Loaded Load()
    {
        var module = PycJit.Load(_path, _options);
        return new Loaded(module, module.Bind<TInterface>(), File.GetLastWriteTimeUtc(_path));
    }

    private void Reload()
    {
        if (File.GetLastWriteTimeUtc(_path) == _loaded.Written)
            return;                                             // one change may be told of twice
        try
        {
            // The old version is not disposed: a thread may be about to call it. It goes when nobody holds it any longer, with its code.
            _loaded = Load();
        }
        catch (Exception error) when (error is PycJitException or IOException)
        {
            EmbeddingLog.VersionRefused(_logger, error, _path);
            return;
        }
        Reloaded?.Invoke();
    }

    private sealed record Loaded(PycModule Module, TInterface Functions, DateTime Written);
}
