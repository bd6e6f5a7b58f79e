using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using AuthMethods.Seed;

namespace AuthMethods.Server.Commands;

internal sealed class JournalCommand : Command
{
    private readonly Option<Guid> _tenant =
        new("--tenant") { Description = "A tenant's id, instead of the sample tenant.", DefaultValueFactory = _ => SampleTenant.Id };
    private readonly Option<string> _as =
        new("--as") { Description = "permissions: the least for all requests; http: a file for REST clients; har: an HTTP archive." };

    public JournalCommand() : base("journal", "Print the latest requests to the server on this machine, and why they were refused.")
    {
        _as.AcceptOnlyFromAmong("permissions", "http", "har");
        Add(_tenant);
        Add(_as);
        SetAction((parsed, cancellation) => Verb.RunAsync(() => RunAsync(parsed, cancellation)));
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var server = new LocalServer();
        var (journal, form) = ($"/authmethods/tenants/{parsed.GetValue(_tenant)}/journal", parsed.GetValue(_as));
        var text = await server.GetAsync(form is null ? journal : $"{journal}/{form}", cancellation);
        if (form is not null)
        {
            Console.WriteLine(text.TrimEnd());
            return;
        }

        foreach (var entry in JsonNode.Parse(text)!["value"]!.AsArray())
        {
            var at = ((DateTimeOffset)entry!["createdDateTime"]!).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
            var request = $"{at} {entry["status"]} {(string?)entry["method"],-6} {(string?)entry["address"]}";
            Console.WriteLine($"{request}  {(string?)entry["callerPrincipalName"]} {(string?)entry["reason"]}".TrimEnd());
        }
    }
}
