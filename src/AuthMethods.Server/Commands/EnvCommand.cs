using System.CommandLine;
using AuthMethods.Admin.Home;

namespace AuthMethods.Server.Commands;

internal sealed class EnvCommand : Command
{
    private readonly Argument<string> _client = new("client") { Description = $"One of {string.Join(", ", Starts.Of("").Select(start => start.Key))}." };

    public EnvCommand() : base("env", "Print the first lines for a client: how it signs in to the sample tenant and calls this server.")
    {
        _client.AcceptOnlyFromAmong([.. Starts.Of("").Select(start => start.Key)]);
        Add(_client);
        SetAction(parsed =>
        {
            var origin = HealthCommand.Address(ServerHost.CreateBuilder().Configuration).GetLeftPart(UriPartial.Authority);
            Console.WriteLine(Starts.Of(origin).Single(start => start.Key == parsed.GetValue(_client)).Text);
        });
    }
}
