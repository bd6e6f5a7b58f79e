using System.CommandLine;
using System.Text.Json.Nodes;

namespace AuthMethods.Server.Commands;

internal sealed class ExplainCommand : Command
{
    private readonly Argument<string> _operation =
        new("operation") { Description = "Method and path, such as \"POST /users/{id}/authentication/phoneMethods\"." };
    private readonly Option<string> _caller = new("--caller") { Description = "The user who calls; without it an application." };
    private readonly Option<string> _target = new("--target") { Description = "The user that the call acts on." };
    private readonly Option<string> _permissions = new("--permissions") { Description = "Those in the token, separated by spaces, instead of all." };
    private readonly Option<bool> _mfa = new("--mfa") { Description = "The caller has just done multi-factor authentication." };

    public ExplainCommand() : base(
        "explain", "Ask the server on this machine how a call would be decided, and what it would take. Exit code 1 if it is refused.")
    {
        Add(_operation);
        Add(_caller);
        Add(_target);
        Add(_permissions);
        Add(_mfa);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var isAllowed = false;
        var exit = await Verb.RunAsync(async () =>
        {
            using var server = new LocalServer();
            var explained = await server.PostAsync("/authmethods/explain", Question(parsed), cancellation);
            isAllowed = (bool)explained["isAllowed"]!;
            foreach (var check in explained["checks"]!.AsArray())
            {
                Console.WriteLine($"{((bool)check!["isPassed"]! ? "ok" : "no"),-3} {(string?)check["name"],-12} {(string?)check["text"]}");
            }

            Console.WriteLine(isAllowed ? "Allowed." : $"Refused. {(string?)explained["reason"]}");
            Print("Least delegated permission", explained["delegated"]!.AsArray().Take(1));
            Print("Least application permission", explained["application"]!.AsArray().Take(1));
            Print("Roles that may", explained["roles"]!.AsArray());
        });
        return exit != 0 ? exit : isAllowed ? 0 : 1;
    }

    private static void Print(string title, IEnumerable<JsonNode?> items) =>
        Console.WriteLine($"{title}: {(items.Any() ? string.Join(", ", items.Select(item => (string?)item)) : "none")}");

    private JsonObject Question(ParseResult parsed)
    {
        var question = new JsonObject
        {
            ["operation"] = parsed.GetValue(_operation), ["caller"] = parsed.GetValue(_caller), ["target"] = parsed.GetValue(_target),
            ["isApplication"] = parsed.GetValue(_caller) is null, ["hasMfa"] = parsed.GetValue(_mfa),
        };
        if (parsed.GetValue(_permissions) is { } permissions)
        {
            question["permissions"] = new JsonArray([.. permissions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => JsonValue.Create(p))]);
        }

        return question;
    }
}
