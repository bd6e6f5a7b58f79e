using System.CommandLine;
using System.Globalization;
using AuthMethods.Server.Commands;

// Not InvariantGlobalization, because the SQL Server client then refuses to connect.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// WebApplicationFactory starts the program with the host's settings as arguments, and no verb.
if (Array.Exists(args, arg => arg.StartsWith("--applicationName=", StringComparison.OrdinalIgnoreCase)))
{
    await ServeCommand.RunAsync(args, CancellationToken.None, isEmbedded: true);
    return 0;
}

var serve = new ServeCommand();
var root = new RootCommand("The Microsoft Graph authentication-methods API, self-hosted.")
{
    serve, new MigrateCommand(), new SeedCommand(), new TenantCommand(), new ExportCommand(), new ImportCommand(), new TokenCommand(), new SecretsCommand(),
    new RotateKeyCommand(), new DescribeCommand(), new DoctorCommand(), new HealthCommand(), new EnvCommand(), new TrustCommand(), new ExplainCommand(),
    new JournalCommand(),
};
foreach (var option in serve.Addresses) root.Add(option);
root.SetAction(serve.RunAsync);

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    // The parser lists the values that it would take one to a line.
    var message = string.Join(' ', parsed.Errors[0].Message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
    await Console.Error.WriteLineAsync($"{message} See --help.");
    return 2;
}

return await parsed.InvokeAsync();

/// <summary>The entry point, which <c>WebApplicationFactory</c> names.</summary>
public partial class Program;
