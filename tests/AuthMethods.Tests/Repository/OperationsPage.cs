using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AuthMethods.Access;
using AuthMethods.OpenApi;
using AuthMethods.Storage;
using AuthMethods.Tests.Access;
using AuthMethods.Tests.Server;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Repository;

/// <summary><c>docs/reference/operations.md</c>, from the routes, the permission table and the doc comments of the actions.</summary>
internal static partial class OperationsPage
{
    private const string Path = "docs/reference/operations.md";

    // The chapter of a path is the first prefix that matches.
    private static readonly (string Title, string Path)[] Chapters =
    [
        ("A user's authentication methods", "/users/{id}/authentication"),
        ("Users and sessions", "/users"),
        ("Authentication methods policy and strengths", "/policies"),
        ("Authentication methods policy and strengths", "/authenticationMethod"),
        ("Authentication methods policy and strengths", "/identity"),
        ("Reports and audit log", "/reports"),
        ("Reports and audit log", "/auditLogs"),
        ("What Graph does not have", $"/{Routes.Own}"),
        ("Directory", "/"),
    ];

    /// <summary>The operations that the written page lists, such as <c>GET /users/{id}</c>; functions also without empty parentheses.</summary>
    public static IEnumerable<string> Listed() => Row().Matches(RepositoryFiles.Text(Path)).Select(m => m.Groups["operation"].Value)
        .SelectMany(o => o.EndsWith("()", StringComparison.Ordinal) ? (string[])[o, o[..^2]] : [o]);

    public static async Task<string> TextAsync()
    {
        var text = new StringBuilder("""
            # Operations

            This page is generated from the routes, the permission table and the comments of the code; `dev/docs` writes it again.

            Each row is an operation with a link to its page in the Graph reference. **Where** says which versions serve it, and whether it is also served
            below `/me`. The next columns name the least privileged permission: **Own** for a delegated token on the caller's own account, **Others** for a
            delegated token on other users, **Application** for an application. **Roles** are the directory roles of which a delegated caller needs one to
            act on others. *as others* means that the caller's own account is no exception; – means that the call is always refused.

            Broader permissions also work: `/openapi/v1.0.json`, `/openapi/beta.json` and Swagger UI name all of them for each operation.
            [behavior.md](behavior.md) says what a table cannot: query options, keys, and permissions that depend on the body.


            """.ReplaceLineEndings("\n"));
        var actions = (await ActionsAsync()).ToArray();
        foreach (var chapter in actions.GroupBy(a => a.Chapter).OrderBy(c => Array.FindIndex(Chapters, known => known.Title == c.Key)))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {chapter.Key}\n\n");
            foreach (var section in chapter.GroupBy(a => a.Tag).OrderBy(s => s.Key, StringComparer.Ordinal)) Append(text, section.Key, [.. section]);
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Append(StringBuilder text, string tag, IReadOnlyList<Action> actions)
    {
        text.Append(CultureInfo.InvariantCulture, $"### {tag}\n\n{actions[0].About}\n\n");
        text.Append("| Operation | Where | Own | Others | Application | Roles |\n| --- | --- | --- | --- | --- | --- |\n");
        var byPath = actions.GroupBy(a => a.Operation).OrderBy(g => g.Key.Split(' ')[1], StringComparer.Ordinal).ThenBy(g => g.Key, StringComparer.Ordinal);
        foreach (var same in byPath)
        {
            var row = same.First().Permission is { } permission ? Someone.Matrix.Of(permission) : null;
            string[] places = [.. Places(same)];
            string[] cells =
            [
                $"[`{same.Key}`]({same.First().Reference})", places.Length == 0 ? "–" : string.Join(", ", places),
                row?.TreatsOwnAccountLikeOthers == true ? "as others" : Name(row?.OwnAccount), Name(row?.Others), Name(row?.Application), Roles(row),
            ];
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |\n");
        }

        text.Append('\n');
    }

    private static IEnumerable<string> Places(IEnumerable<Action> same)
    {
        if (same.Any(a => a.IsV1)) yield return "v1.0";
        if (same.Any(a => a.IsBeta)) yield return "beta";
        if (same.Any(a => a.IsMe)) yield return "me";
    }

    private static string Name(Scopes? scopes) => scopes?.Least is { } least ? $"`{least}`" : "–";

    private static string Roles(PermissionRow? row) => row?.Others.Least is null ? "–"
        : row.Roles == DirectoryRoles.None ? "none"
        : string.Join(", ", DirectoryRole.NamesOf(row.Roles));

    private static async Task<IEnumerable<Action>> ActionsAsync()
    {
        var server = (await SharedServer.TenantAsync()).Server;
        var comments = new Documentation();
        return from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
               let action = endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()
               let requires = endpoint.Metadata.GetMetadata<RequiresAttribute>()
               // A batch itself requires no permission; its entries do.
               where action is not null && (requires is not null || endpoint.Metadata.GetMetadata<ControlPlaneAttribute>() is not null
                   || endpoint.RoutePattern.RawText!.EndsWith("$batch", StringComparison.Ordinal))
               let raw = endpoint.RoutePattern.RawText!.TrimStart('/')
               let path = Version().Replace(raw, "")
               let own = path.StartsWith(Routes.Own, StringComparison.Ordinal) ? $"/{Routes.Own}" : ""
               let rest = own.Length > 0 ? path[Routes.Own.Length..] : path
               let isMe = rest.StartsWith("/me", StringComparison.Ordinal)
               let below = own + (isMe ? $"/users/{{id}}{rest[3..]}" : rest.Replace("{user}", "{id}", StringComparison.Ordinal))
               from verb in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
               let operation = Operation.Of(endpoint)
               from form in operation?.Forms(GraphVersion.Beta) ?? [""]
               select new Action(
                   $"{verb} {below[..^(operation?.Name.Length ?? 0)]}{form}", Chapters.First(c => below.StartsWith(c.Path, StringComparison.Ordinal)).Title,
                   Words().Replace(action.ControllerName, " $1"), comments.Summary(action.ControllerTypeInfo)!,
                   comments.Remarks(action.MethodInfo)!.Split(' ')[0],
                   isMe,
                   (raw.StartsWith(Routes.Root, StringComparison.Ordinal) || raw.StartsWith(Routes.V1, StringComparison.Ordinal))
                       && operation?.Forms(GraphVersion.V1).Contains(form) != false,
                   own.Length == 0 && !raw.StartsWith(Routes.V1, StringComparison.Ordinal), requires?.Permission);
    }

    [GeneratedRegex(@"^\| \[`(?<operation>(GET|POST|PATCH|PUT|DELETE) /.*?)`\]\(https://", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex("^(\\{version:graph\\}|v1\\.0|beta)")]
    private static partial Regex Version();

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex Words();

    private sealed record Action(
        string Operation, string Chapter, string Tag, string About, string Reference, bool IsMe, bool IsV1, bool IsBeta, string? Permission);
}
