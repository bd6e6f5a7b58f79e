using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features;

/// <summary>Common steps of tests of groups and roles.</summary>
internal static class TheDirectory
{
    public const string GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
    public const string HelpdeskAdministrator = "729827e3-9c14-49f7-bb1b-9608f156bbb8";
    public const string UserAdministrator = "fe930be7-5e62-47db-91af-98c3a49a38b1";
    public const string SecurityReader = "5d6b6bb7-de71-4623-b4af-96380a352509";
    public const string HelpdeskTeam = "00000000-0000-4000-8000-000000000101";

    public static readonly string Kim = SampleTenant.UserId(22).ToString();
    public static readonly string Adele = SampleTenant.UserId(23).ToString();
    public static readonly string Balas = SampleTenant.UserId(21).ToString();
    public static readonly string GroupMember = SampleTenant.UserId(28).ToString();
    public static readonly string GlobalAdmin = SampleTenant.UserId(1).ToString();

    public static JsonObject NewGroup(string name, bool isAssignableToRole = false) => new()
    {
        ["displayName"] = name,
        ["mailEnabled"] = false,
        ["mailNickname"] = "new.group",
        ["securityEnabled"] = true,
        ["isAssignableToRole"] = isAssignableToRole,
    };

    public static async Task<string> CreateGroupAsync(this HttpClient client, string name, bool isAssignableToRole = false) =>
        (string)(await client.PostAnswerAsync("/v1.0/groups", NewGroup(name, isAssignableToRole).ToJsonString())).Is(HttpStatusCode.Created).Json["id"]!;

    public static string Reference(string id) => $$"""{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/{{id}}"}""";

    public static Task<Answer> AddAsync(this HttpClient client, string collection, string id) =>
        client.PostAnswerAsync($"/v1.0/{collection}/$ref", Reference(id));

    public static Task<Answer> RemoveAsync(this HttpClient client, string collection, string id) => client.DeleteAnswerAsync($"/v1.0/{collection}/{id}/$ref");

    public static Task<Answer> AssignAsync(this HttpClient client, string role, string principal, string scope = "/") => client.PostAnswerAsync(
        "/v1.0/roleManagement/directory/roleAssignments", $$"""{"roleDefinitionId":"{{role}}","principalId":"{{principal}}","directoryScopeId":"{{scope}}"}""");

    public static IEnumerable<string> Ids(this Answer list) => list.Is(HttpStatusCode.OK).Value.Select(item => (string)item!["id"]!);
}
