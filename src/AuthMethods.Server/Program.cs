using System.CommandLine;
using AuthMethods.Server.Commands;

var serve = new ServeCommand();
var root = new RootCommand("The Microsoft Graph authentication-methods API, self-hosted.")
{
    serve, new MigrateCommand(), new SeedCommand(), new TokenCommand(),
};
root.SetAction((_, cancellation) => ServeCommand.RunAsync(cancellation));

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    await Console.Error.WriteLineAsync($"{parsed.Errors[0].Message} See --help.");
    return 2;
}

return await parsed.InvokeAsync();

/// <summary>Where the integration tests find the host.</summary>
public partial class Program;
