using System.CommandLine;
using AuthMethods.Authority;
using AuthMethods.Seed;
using AuthMethods.Server.Documentation;
using AuthMethods.Storage;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server.Commands;

internal sealed class ServeCommand : Command
{
    public ServeCommand() : base("serve", "Start the server (the default).") => SetAction((_, cancellation) => RunAsync(cancellation));

    public static Task<int> RunAsync(CancellationToken cancellation) => Verb.RunAsync(async () =>
    {
        var app = ServerHost.Build(ServerHost.CreateBuilder());
        await using (app)
        {
            // The host would do it too, but would log a stack trace.
            app.Services.GetService<IStartupValidator>()?.Validate();
            var storage = app.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
            app.UseAuthMethods().MapAuthority();
            app.MapDocumentation();
            await Schema.EnsureAsync(app.Services, storage.Engine, cancellation);
            if (app.Environment.IsDevelopment() && storage.Engine == StorageEngine.Sqlite && !await Schema.HasTenantsAsync(app.Services, cancellation))
            {
                await app.Services.GetRequiredService<SampleTenant>().CreateAsync(cancellation: cancellation);
            }

            await app.StartAsync(cancellation);
            Banner.Print(app);
            await WarmUp.RunAsync(app.Services);
            await app.WaitForShutdownAsync(cancellation);
        }
    });
}
