using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using Microsoft.AspNetCore.WebUtilities;

namespace AuthMethods.Features.Journal;

/// <summary>Shows the requests in <see cref="RequestJournal"/>, without what could be a number or a secret.</summary>
internal sealed partial class JournalReader(RequestJournal journal, Decisions decisions)
{
    private const string Hidden = "…";

    // Options whose values are names of properties, or numbers of rows.
    private static readonly string[] Harmless = ["$select", "$expand", "$orderby", "$top", "$skip", "$count", "$levels", "$format"];

    public IReadOnlyList<JournalEntry> Of(Guid tenant) => [.. journal.Of(tenant).Select(EntryOf)];

    public async Task<JournalEntry?> NextAsync(Guid tenant, string? after, DateTimeOffset now, TimeSpan wait, CancellationToken cancellation) =>
        await journal.NextAsync(tenant, after, now, wait, cancellation) is { } request ? EntryOf(request) : null;

    public void Clear(Guid tenant) => journal.Clear(tenant);

    /// <summary>The smallest set of permissions, one for each kind of token, that each request would be let in with.</summary>
    public LeastPermissions LeastOf(Guid tenant)
    {
        var needs = journal.Of(tenant).Where(r => r.Requires is not null)
            .SelectMany(r => r.Caller?.Demanded.Prepend(r.Requires!.Permission) ?? [r.Requires!.Permission], (r, permission) => (Request: r, permission))
            .DistinctBy(n => (n.permission, n.Request.IsOnOwnAccount, n.Request.Method, n.Request.Template)).ToArray();
        return new(
            Smallest([.. needs.Select(n => decisions.DelegatedFor(n.permission, n.Request.IsOnOwnAccount))]),
            Smallest([.. needs.Select(n => decisions.ApplicationFor(n.permission))]),
            [
                .. needs.Where(n => decisions.ApplicationFor(n.permission).Least is null)
                    .Select(n => $"{n.Request.Method} {TemplateOf(n.Request)}").Distinct().Order(StringComparer.Ordinal),
            ]);
    }

    /// <summary>The requests as a file for REST clients. Bodies are not kept.</summary>
    public string HttpFileOf(Guid tenant, string origin)
    {
        var text = new StringBuilder($"@server = {origin}\n@token = \n");
        foreach (var request in journal.Of(tenant))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {request.Status}\n{request.Method} {{{{server}}}}{AddressOf(request)}\n")
                .Append("Authorization: Bearer {{token}}\n");
            if (HasBody(request)) text.Append("Content-Type: application/json\n\n{}\n");
        }

        return text.ToString();
    }

    /// <summary>The requests as an HTTP archive, in the form 1.2. It has neither headers nor bodies.</summary>
    public JsonObject ArchiveOf(Guid tenant, string origin) => new()
    {
        ["log"] = new JsonObject
        {
            ["version"] = "1.2",
            ["creator"] = new JsonObject { ["name"] = "AuthMethods", ["version"] = "1.0" },
            ["entries"] = new JsonArray([.. journal.Of(tenant).Select(request => ArchivedOf(request, origin))]),
        },
    };

    private static JsonObject ArchivedOf(JournaledRequest request, string origin)
    {
        var milliseconds = request.Duration.TotalMilliseconds;
        return new()
        {
            ["startedDateTime"] = (request.CreatedDateTime - request.Duration).ToString("O"),
            ["time"] = milliseconds,
            ["request"] = new JsonObject
            {
                ["method"] = request.Method, ["url"] = origin + AddressOf(request), ["httpVersion"] = "HTTP/1.1", ["cookies"] = new JsonArray(),
                ["headers"] = new JsonArray(), ["queryString"] = new JsonArray(), ["headersSize"] = -1, ["bodySize"] = -1,
            },
            ["response"] = new JsonObject
            {
                ["status"] = request.Status, ["statusText"] = ReasonPhrases.GetReasonPhrase(request.Status), ["httpVersion"] = "HTTP/1.1",
                ["cookies"] = new JsonArray(), ["headers"] = new JsonArray(), ["redirectURL"] = "", ["headersSize"] = -1, ["bodySize"] = -1,
                ["content"] = new JsonObject { ["size"] = -1, ["mimeType"] = "application/json" },
            },
            ["cache"] = new JsonObject(),
            ["timings"] = new JsonObject { ["send"] = 0, ["wait"] = milliseconds, ["receive"] = 0 },
        };
    }

    private JournalEntry EntryOf(JournaledRequest request)
    {
        var (caller, permission) = (request.Caller, request.Requires?.Permission);
        return new()
        {
            Id = request.Id,
            CreatedDateTime = request.CreatedDateTime,
            DurationInMilliseconds = Math.Round(request.Duration.TotalMilliseconds, 3),
            Method = request.Method,
            Address = AddressOf(request),
            Template = request.Template is null ? null : TemplateOf(request),
            Status = request.Status,
            ClientRequestId = request.ClientRequestId,
            AppId = request.Application.Id == Guid.Empty ? null : request.Application.Id.ToString(),
            CallerId = request.CallerId?.ToString(),
            CallerPrincipalName = caller?.UserPrincipalName,
            IsApplication = request.Application.IsAppOnly,
            TargetId = caller?.ActedOn?.Id.ToString(),
            Permission = caller is null || permission is null ? null : decisions.LetInBy(permission, caller, request.IsOnOwnAccount),
            Reason = request.Refusal is { } refusal ? $"{refusal.Kind}: {refusal.Text}" : null,
            Least = permission is null ? null
                : request.Application.IsAppOnly ? decisions.ApplicationFor(permission).Least
                : decisions.DelegatedFor(permission, request.IsOnOwnAccount).Least,
            Checks = [.. ChecksOf(request)],
        };
    }

    /// <summary>What the rules check on each call; what only the action knows, such as who owns an object, is <c>other</c>.</summary>
    private IEnumerable<DecisionCheck> ChecksOf(JournaledRequest request)
    {
        if (request is { Caller: { } caller, Requires: { } requires })
        {
            var checks = decisions.Of(requires.Permission, requires.SelfService, caller, caller.ActedOn, caller.Roles | caller.ScopedRoles).Checks;
            foreach (var check in checks)
            {
                if (check.IsPassed || check.Text == request.Refusal?.Text) yield return check;
            }

            if (checks[^1].IsPassed && request.Refusal is null) yield break;
            if (checks[^1].Text == request.Refusal?.Text) yield break;
        }

        yield return request.Refusal is { } refusal
            ? new("other", IsPassed: false, refusal.Text)
            : new("other", IsPassed: true, "The action allows it for another reason, such as that the caller owns the object.");
    }

    private static bool HasBody(JournaledRequest request) => request.Method is "POST" or "PATCH" or "PUT";

    /// <summary>Without the version, which two addresses of the same route share.</summary>
    private static string TemplateOf(JournaledRequest request) =>
        request.Template is null ? "" : Constraints().Replace($"/{request.Template}", "").Replace($"/{{version}}", "", StringComparison.Ordinal);

    private static string AddressOf(JournaledRequest request)
    {
        var segments = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var template = request.Template?.Split('/') ?? [];
        for (var i = 1; i < segments.Length; i++)
        {
            var isLiteral = i < template.Length && !template[i].Contains('{', StringComparison.Ordinal);
            if (!isLiteral && CanBeSecret(segments[i])) segments[i] = Hidden;
        }

        return $"/{string.Join('/', segments)}{QueryOf(request.Query)}";
    }

    /// <summary>Anything but an object id, a name with a domain, and a text without digits.</summary>
    private static bool CanBeSecret(string segment) =>
        !GuidKey.TryParse(segment, out _) && !segment.Contains('@', StringComparison.Ordinal) && segment.Any(char.IsDigit);

    private static string QueryOf(string query)
    {
        if (query.Length < 2) return "";
        return "?" + string.Join('&', query[1..].Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Option));

        static string Option(string option)
        {
            var parts = option.Split('=', 2);
            var (name, value) = (Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1].Replace('+', ' ')) : "");
            return Harmless.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"{name}={value}"
                : name.Equals("$filter", StringComparison.OrdinalIgnoreCase) ? $"{name}={Literals().Replace(value, $"'{Hidden}'")}"
                : $"{(CanBeSecret(name) ? Hidden : name)}={Hidden}";
        }
    }

    [GeneratedRegex(@"'(?:[^']|'')*'?|\d{5,}")]
    private static partial Regex Literals();

    [GeneratedRegex(":[a-z]+(?=})")]
    private static partial Regex Constraints();

    /// <summary>One permission for each need, without those that others make superfluous.</summary>
    private static IReadOnlyList<string> Smallest(IReadOnlyList<Scopes> needs)
    {
        var chosen = needs.Select(n => n.Least).OfType<string>().Distinct().ToList();
        foreach (var one in chosen.ToArray())
        {
            var others = chosen.Where(c => c != one).ToArray();
            if (needs.Where(n => n.Names.Contains(one)).All(n => n.Names.Intersect(others).Any())) chosen.Remove(one);
        }

        return [.. chosen.Order(StringComparer.Ordinal)];
    }
}
