using System.Net;
using System.Text.Json;
using AuthMethods.Storage;
using AuthMethods.Tests.Features.Users;
using AuthMethods.Tests.Server;
using AuthMethods.Tests.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AuthMethods.Tests.Storage;

/// <summary>
/// Tries one tenant's token on every route with another tenant's identifiers. Sample users have the same ids in all tenants, so one user
/// gets an id of its own.
/// </summary>
public sealed class TenantIsolationTests : TenantTests
{
    private const string Secret = "Only-Known-Next-Door-1";

    // Bodies that fit most kinds of write; one that doesn't fit is refused for another reason, which is fine too.
    private static readonly string?[] Bodies =
    [
        null,
        """{"phoneNumber":"+1 5555550177","phoneType":"mobile"}""",
        """{"emailAddress":"intruder@fabrikam.com"}""",
        """{"newPassword":"Quiet-River-7"}""",
        """{"currentPassword":"Contoso-Dev-1!","newPassword":"Contoso-Dev-2!"}""",
        """{"userPreferredMethodForSecondaryAuthentication":"sms"}""",
        """{"perUserMfaState":"enforced"}""",
        """{"device":{"id":"9b037532-f999-1ed9-13fd-849ffb995e12"},"serialNumber":"TOTP000002","verificationCode":"123456"}""",
        """{"publicKeyCredential":{"id":"AAAA","response":{"clientDataJSON":"e30","attestationObject":"oA"}}}""",
        """{"pin":{"code":"27182818"}}""",
        """{"displayName":"Intruder","passwordProfile":{"password":"Quiet-River-7"}}""",
        """{"displayName":"Intruders","mailEnabled":false,"mailNickname":"intruders","securityEnabled":true,"members@odata.bind":["users/{theirs}"]}""",
        """{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/{theirs}"}""",
        """{"roleDefinitionId":"5d6b6bb7-de71-4623-b4af-96380a352509","principalId":"{theirs}","directoryScopeId":"/"}""",
        """{"ids":["{theirs}"]}""",
        """{"roleId":"729827e3-9c14-49f7-bb1b-9608f156bbb8","roleMemberInfo":{"id":"{theirs}"}}""",
    ];

    private TestTenant _theirs = null!;
    private string _theirId = "";
    private string _theirOperation = "";
    private string _theirGroup = "";
    private string _theirDeleted = "";
    private string _theirAssignment = "";
    private string _theirUnit = "";

    private string TheirName => _theirs.Name("next.door");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _theirs = await NewTenantAsync();
        var admin = await _theirs.AsAsync("global.admin");
        _theirId = await NewUser.CreateAsync(admin, _theirs, "next.door");
        (await admin.PatchAnswerAsync($"/v1.0/users/{_theirId}", $$"""{"displayName":"{{Secret}}"}""")).Is(HttpStatusCode.NoContent);
        var authentication = $"/v1.0/users/{_theirId}/authentication";
        (await admin.PostAnswerAsync($"{authentication}/phoneMethods", """{"phoneNumber":"+1 5555550188","phoneType":"mobile"}""")).Is(HttpStatusCode.Created);
        (await admin.PostAnswerAsync($"{authentication}/emailMethods", """{"emailAddress":"next.door@fabrikam.com"}""")).Is(HttpStatusCode.Created);
        var reset = (await admin.PostAnswerAsync(
            $"{authentication}/methods/28c10230-6103-485e-b985-444c60001490/resetPassword", """{"newPassword":"Quiet-River-9"}"""))
            .Is(HttpStatusCode.Accepted);
        _theirGroup = (string)(await admin.PostAnswerAsync(
            "/v1.0/groups",
            $$"""{"displayName":"{{Secret}}","mailEnabled":false,"mailNickname":"next.door","securityEnabled":true,"isAssignableToRole":true}"""))
            .Is(HttpStatusCode.Created).Json["id"]!;
        _theirDeleted = await NewUser.CreateAsync(admin, _theirs, "next.door.but.gone");
        (await admin.DeleteAnswerAsync($"/v1.0/users/{_theirDeleted}")).Is(HttpStatusCode.NoContent);
        _theirAssignment = (string)(await admin.PostAnswerAsync(
            "/v1.0/roleManagement/directory/roleAssignments",
            $$"""{"roleDefinitionId":"5d6b6bb7-de71-4623-b4af-96380a352509","principalId":"{{_theirGroup}}","directoryScopeId":"/"}"""))
            .Is(HttpStatusCode.Created).Json["id"]!;
        _theirUnit = (string)(await admin.PostAnswerAsync("/v1.0/directory/administrativeUnits", $$"""{"displayName":"{{Secret}}"}"""))
            .Is(HttpStatusCode.Created).Json["id"]!;
        (await admin.PostAnswerAsync(
            $"/v1.0/directory/administrativeUnits/{_theirUnit}/scopedRoleMembers",
            $$$"""{"roleId":"729827e3-9c14-49f7-bb1b-9608f156bbb8","roleMemberInfo":{"id":"{{{_theirId}}}"}}""")).Is(HttpStatusCode.Created);
        _theirOperation = reset.Headers.Location!.AbsolutePath.Split('/')[^1];
    }

    [Fact]
    public async Task EveryRoute_WithAnotherTenantsUser_AnswersAsIfThereWereNone()
    {
        var before = await RowsAsync();
        HttpClient[] callers = [await _tenant.WithMfaAsync("global.admin"), await _tenant.AsAppAsync()];
        foreach (var route in EveryRoute.Of(_tenant.Server.Services).Where(r => r.NamesAUser))
        {
            var paths = PathsOf(route).ToArray();
            // The user is looked up before anything else in the request is read, so each body and each address is sent once.
            var calls = paths.Select(path => (path, Body: IsWrite(route) ? Bodies[1] : null))
                .Concat(IsWrite(route) ? Bodies.Select(body => (paths[0], body)) : []);
            foreach (var (path, body) in calls)
            {
                foreach (var caller in callers)
                {
                    var refused = await caller.AnswerAsync(route.Method, path, body);

                    Assert.True((int)refused.Status is 403 or 404, $"{route} answered {refused.Status} to {body}: {refused.Text}");
                    Assert.DoesNotContain(Secret, refused.Text, StringComparison.Ordinal);
                    Assert.DoesNotContain("+1 555555", refused.Text, StringComparison.Ordinal);
                }
            }
        }

        Assert.Equal(before, await RowsAsync());
    }

    [Fact]
    public async Task EveryRoute_ThatNamesNoUser_ShowsAndChangesNothingOfAnotherTenant()
    {
        var before = await RowsAsync();
        var admin = await _tenant.WithMfaAsync("global.admin");
        foreach (var route in EveryRoute.Of(_tenant.Server.Services).Where(r => !r.NamesAUser))
        {
            foreach (var body in IsWrite(route) ? Bodies : [null])
            {
                foreach (var id in route.Pattern.GetParameter("id") is null ? [_theirGroup] : Ids)
                {
                    var answer = await AskAsync(id);
                    if (answer.Status == HttpStatusCode.Unauthorized)
                    {
                        // An earlier call ended the caller's sessions.
                        admin = await _tenant.WithMfaAsync("global.admin");
                        answer = await AskAsync(id);
                    }

                    Assert.InRange((int)answer.Status, 200, 499);
                    Assert.NotEqual(HttpStatusCode.Unauthorized, answer.Status);
                    foreach (var theirs in new[] { Secret, _theirId, _theirs.Domain, "+1 5555550188" })
                    {
                        Assert.DoesNotContain(theirs, answer.Text, StringComparison.OrdinalIgnoreCase);
                    }
                }

                Task<Answer> AskAsync(string id) => admin.AnswerAsync(
                    route.Method,
                    route.Path(_ => id) + "?$top=999&$count=true",
                    body?.Replace("{theirs}", _theirGroup, StringComparison.Ordinal),
                    headers: ("ConsistencyLevel", "eventual"));
            }
        }

        Assert.Equal(before, await RowsAsync());
    }

    [Fact]
    public async Task Create_UnderAnotherTenantsDomain_Answers400()
    {
        var admin = await _tenant.AsAsync("global.admin");

        (await admin.PostAnswerAsync("/v1.0/users", NewUser.Body(_theirs, "robin").ToJsonString())).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    [Fact]
    public async Task Page_AfterAnotherTenantsUser_IsRefused()
    {
        var link = (string)(await (await _theirs.AsAsync("global.admin")).GetAnswerAsync("/v1.0/users?$top=1")).Json["@odata.nextLink"]!;

        (await (await _tenant.AsAsync("global.admin")).GetAnswerAsync(link)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    private static bool IsWrite(DeclaredRoute route) => route.Method != HttpMethod.Get && route.Method != HttpMethod.Delete;

    private IEnumerable<string> Ids => [.. IdsBelowAUser, _theirGroup, _theirDeleted, _theirAssignment, _theirUnit];

    private IEnumerable<string> IdsBelowAUser =>
        ["3179e48a-750b-4051-897c-87b9720928f7", "3ddfcfc8-9383-446f-83cc-3ab9be4be18f", "28c10230-6103-485e-b985-444c60001490", _theirOperation];

    private IEnumerable<string> PathsOf(DeclaredRoute route) =>
        from user in new[] { _theirId, TheirName }
        from id in route.Pattern.GetParameter("id") is null ? ["10"] : IdsBelowAUser
        select route.Path(name => name == "user" ? user : id);

    /// <summary>Every row of the other tenant as text, including deleted ones.</summary>
    private Task<string[]> RowsAsync() => _theirs.Server.QueryAsync(_theirs.Id, async db =>
    {
        var rows = new List<string>();
        foreach (var entity in db.Model.GetEntityTypes().Where(e => e.BaseType is null)) rows.AddRange(await RowsOfAsync(db, entity));
        return rows.Order(StringComparer.Ordinal).ToArray();
    });

    private static Task<IEnumerable<string>> RowsOfAsync(AuthDb db, IEntityType entity) => (Task<IEnumerable<string>>)typeof(TenantIsolationTests)
        .GetMethod(nameof(TextsAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
        .MakeGenericMethod(entity.ClrType).Invoke(null, [db])!;

    private static async Task<IEnumerable<string>> TextsAsync<T>(AuthDb db) where T : class =>
        (await db.Set<T>().IgnoreQueryFilters([AuthDb.DeletedFilter]).AsNoTracking().ToListAsync())
            .Select(row => row.GetType().Name + JsonSerializer.Serialize(row, row.GetType()));
}
