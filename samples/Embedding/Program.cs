using System.Globalization;
using Embedding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pyc;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).AddFilter("Microsoft", LogLevel.Warning);

// One object for the program, made when it is asked for first and disposed with the host.
builder.Services.AddSingleton<RulesFile>();
builder.Services.AddSingleton(services => new ReloadedModule<IShipping>(
    services.GetRequiredService<RulesFile>().Path,
    new PycOptions { Fallback = Fallback.Interpreter, Logger = services.GetRequiredService<ILogger<PycModule>>() },
    services.GetRequiredService<ILogger<ReloadedModule<IShipping>>>()));

builder.Services.AddHostedService<CompilerMetrics>();
builder.Services.AddHostedService<Parcels>();
await builder.Build().RunAsync();
