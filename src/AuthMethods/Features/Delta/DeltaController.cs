using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Delta;

/// <summary>Delta queries: what has changed since the last query.</summary>
[Route(Routes.Root)]
internal sealed class DeltaController(DeltaStore store, TrackedUsers users, TrackedGroups groups, DeltaTokens tokens) : GraphController
{
    private const string AUser =
        """{"businessPhones":[],"displayName":"Kim Akers","givenName":"Kim","surname":"Akers","userPrincipalName":"kim@contoso.com","id":"00000000-0000-4000-8000-000000000022"}""";

    private const string AGroup =
        """{"id":"00000000-0000-4000-8000-000000000101","createdDateTime":"2026-01-15T09:30:00Z","displayName":"Helpdesk team","groupTypes":[],"isAssignableToRole":true,"mailEnabled":false,"mailNickname":"helpdesk.team","proxyAddresses":[],"securityEnabled":true,"visibility":"Private","members@delta":[{"@odata.type":"#microsoft.graph.user","id":"00000000-0000-4000-8000-000000000028"}]}""";

    /// <summary>user: delta</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-delta</remarks>
    [HttpGet("users/delta"), Function, Requires(Permission.UserDelta), Lists<User>(Item = AUser)]
    [Answers(410, Error = nameof(GraphErrors.SyncStateNotFound), When = "The token is too old")]
    [Options("$select", "$filter", "$top", "$deltatoken", "$skiptoken", "Prefer")]
    public Task<IActionResult> Users(DirectoryScope directory) => ReadAsync(users);

    /// <summary>group: delta</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/group-delta</remarks>
    [HttpGet("groups/delta"), Function, Requires(Permission.GroupDelta), Lists<Group>(Item = AGroup)]
    [Answers(410, Error = nameof(GraphErrors.SyncStateNotFound), When = "The token is too old")]
    [Options("$select", "$filter", "$top", "$deltatoken", "$skiptoken", "Prefer")]
    public Task<IActionResult> Groups(DirectoryScope directory) => ReadAsync(groups);

    private async Task<IActionResult> ReadAsync(TrackedObjects objects)
    {
        var root = $"{HttpContext.GraphRoot()}/{objects.Set}/delta";
        var request = DeltaRequest.Read(HttpContext, objects, tokens);
        var page = await store.ReadAsync(objects, request, token => $"{root}?$deltatoken={Options(token)}");
        var link = tokens.Write(page.Token);
        return new GraphResult
        {
            ODataContext = objects.Set + request.Context,
            IsCollection = true,
            Items = page.Items,
            NextLink = page.Token.IsSkip ? $"{root}?$skiptoken={link}" : null,
            DeltaLink = page.Token.IsSkip ? null : $"{root}?$deltatoken={link}",
            PreferenceApplied = request.Preferences,
        };
    }

    /// <summary>The options of a query's first request.</summary>
    private static string Options(DeltaToken token)
    {
        var select = token.Select.Length == 0 ? "" : $"&$select={token.Select}";
        var ids = token.Ids?.Select(id => $"id eq '{id}'").DefaultIfEmpty("id eq ''");
        var filter = ids is null ? "" : $"&$filter={Uri.EscapeDataString(string.Join(" or ", ids))}";
        return $"{select}{filter}{(token.Top is { } top ? $"&$top={top}" : "")}";
    }
}
