using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Users;

/// <summary>Some properties of a user have permissions of their own, and some are reserved for the roles that may reset passwords.</summary>
public sealed class UserPermissionsTests : TenantTests
{
    private const string Password = """{"passwordProfile":{"password":"Calm-Harbour-3"}}""";
    private const string Phones = """{"businessPhones":["+1 425 555 0109"],"mobilePhone":"+1 425 555 0110"}""";
    private const string Mails = """{"otherMails":["kim@fabrikam.com"]}""";
    private const string Enabled = """{"accountEnabled":false}""";
    private const string Profile = """{"jobTitle":"Baker"}""";

    [Theory]
    [InlineData("User-PasswordProfile.ReadWrite.All", Password)]
    [InlineData("User-Phone.ReadWrite.All", Phones)]
    [InlineData("User-Mail.ReadWrite.All", Mails)]
    public async Task Update_WithASpecialPermission_ChangesItsPropertyAndNoOther(string permission, string its)
    {
        foreach (var client in new[] { await _tenant.AsAppAsync(permission), await _tenant.AsAsync("global.admin", permission) })
        {
            foreach (var body in new[] { Password, Phones, Mails, Enabled, Profile }.Where(b => b != its)) await IsDeniedAsync(client, "adele", body);
            await IsDoneAsync(client, "adele", its);
        }
    }

    [Fact]
    public async Task Update_WithThePermissionToReadAndUpdate_ChangesTheProfileOnly()
    {
        foreach (var client in new[] { await _tenant.AsAppAsync("User.ReadUpdate.All"), await _tenant.AsAsync("global.admin", "User.ReadUpdate.All") })
        {
            foreach (var body in new[] { Password, Phones, Mails, Enabled }) await IsDeniedAsync(client, "adele", body);
            await IsDoneAsync(client, "adele", Profile);
            (await client.GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.OK);
            (await client.GetAnswerAsync($"/v1.0/users/{_tenant.Name("adele")}")).Is(HttpStatusCode.OK);
            (await client.DeleteAnswerAsync($"/v1.0/users/{_tenant.Name("adele")}")).Is(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task Create_WithThePermissionToCreate_DoesThatOnly()
    {
        var app = await _tenant.AsAppAsync("User.Create");
        var body = $$"""
            {"accountEnabled":true,"displayName":"Nora Lind","mailNickname":"nora","passwordProfile":{"password":"Calm-Harbour-3"},
             "userPrincipalName":"{{_tenant.Name("nora")}}"}
            """;

        (await app.PostAnswerAsync("/v1.0/users", body)).Is(HttpStatusCode.Created);
        (await app.GetAnswerAsync("/v1.0/users")).Is(HttpStatusCode.Forbidden);
        await IsDeniedAsync(app, "nora", Profile);
    }

    [Theory]
    [InlineData("User.EnableDisableAccount.All", false)]
    [InlineData("User.EnableDisableAccount.All User.ReadBasic.All", false)]
    [InlineData("User.EnableDisableAccount.All User.Read.All", true)]
    [InlineData("User.EnableDisableAccount.All Directory.Read.All", true)]
    [InlineData("User.ReadWrite.All", true)]
    public async Task Update_OfAccountEnabled_TakesThePermissionTogetherWithReading(string permissions, bool isAllowed)
    {
        foreach (var client in new[] { await _tenant.AsAppAsync(permissions.Split(' ')), await _tenant.AsAsync("global.admin", permissions.Split(' ')) })
        {
            if (isAllowed) await IsDoneAsync(client, "adele", Enabled);
            else await IsDeniedAsync(client, "adele", Enabled);
        }
    }

    [Fact]
    public async Task Update_WithUserReadWriteAll_ByAnApp_SetsAUsersPasswordAndNoAdministrators()
    {
        var app = await _tenant.AsAppAsync("User.ReadWrite.All");

        await IsDoneAsync(app, "kim", Password);
        await IsDeniedAsync(app, "helpdesk.admin", Password);
        await IsDeniedAsync(await _tenant.AsAppAsync("User-PasswordProfile.ReadWrite.All"), "helpdesk.admin", Password);
    }

    [Fact]
    public async Task Update_WithUserReadWriteAll_ByAUser_SetsNoPassword() =>
        await IsDeniedAsync(await _tenant.AsAsync("global.admin", "User.ReadWrite.All"), "kim", Password);

    [Theory]
    [InlineData("kim", """{"jobTitle":"Baker","otherMails":["kim@fabrikam.com"]}""")]
    [InlineData("kim", """{"accountEnabled":false}""")]
    [InlineData("kim", """{"userPrincipalName":"other@contoso.com"}""")]
    [InlineData("guest_fabrikam.com#EXT#", """{"userType":"Member"}""")]
    [InlineData("kim", """{"passwordPolicies":"DisableStrongPassword"}""")]
    [InlineData("kim", """{"mail":"boss@contoso.com"}""")]
    [InlineData("kim", """{"mailNickname":"boss"}""")]
    [InlineData("kim", """{"usageLocation":"NL"}""")]
    [InlineData("kim", """{"employeeId":"1"}""")]
    [InlineData("kim", """{"ageGroup":null}""")]
    [InlineData("kim", """{"onPremisesExtensionAttributes":{"extensionAttribute1":"VIP"}}""")]
    public async Task Update_OfMeWithUserReadWrite_IsDeniedWhatAnAdministratorMustDo(string alias, string body)
    {
        var self = await _tenant.AsAsync(alias, "User.ReadWrite");

        var refused = await self.PatchAnswerAsync("/v1.0/me", body.Replace("contoso.com", _tenant.Domain, StringComparison.Ordinal));

        refused.Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");
    }

    [Theory]
    [InlineData("""{"jobTitle":null}""")]
    [InlineData("""{"accountEnabled":true}""")]
    [InlineData("""{"passwordProfile":{"forceChangePasswordNextSignIn":false}}""")]
    public async Task Update_ToTheValueThereIs_AsksForThePermissionToo(string body) =>
        await IsDeniedAsync(await _tenant.AsAppAsync("User-Phone.ReadWrite.All"), "kim", body);

    [Fact]
    public async Task Update_ThatIsDeniedInPart_ChangesNothing()
    {
        var app = await _tenant.AsAppAsync("User-Phone.ReadWrite.All");

        await IsDeniedAsync(app, "kim", """{"mobilePhone":"+1 425 555 0110","jobTitle":"Baker"}""");

        var kim = (await (await _tenant.AsAsync("global.admin")).GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}")).Json;
        Assert.Null(kim["mobilePhone"]);
        Assert.Null(kim["jobTitle"]);
    }

    [Theory]
    [InlineData("password.admin", "kim", false, "none of the roles for sensitive properties")]
    [InlineData("auth.admin", "kim", true, "no administrator")]
    [InlineData("auth.admin", "password.admin", true, "within reach")]
    [InlineData("auth.admin", "helpdesk.admin", false, "a Helpdesk Administrator is out of its reach")]
    [InlineData("auth.admin", "user.admin", false, "a User Administrator is out of its reach")]
    [InlineData("auth.admin", "group.member", false, "a member of a role-assignable group")]
    [InlineData("user.admin", "helpdesk.admin", true, "within reach")]
    [InlineData("user.admin", "groups.admin", true, "within reach")]
    [InlineData("user.admin", "auth.admin", false, "an Authentication Administrator is out of its reach")]
    [InlineData("user.admin", "security.reader", false, "a role the table doesn't name")]
    [InlineData("privileged.auth.admin", "global.admin", true, "everybody is within reach")]
    [InlineData("global.reader", "kim", false, "it only reads")]
    [InlineData("kim", "adele", false, "no role at all")]
    public async Task Update_OfSensitiveProperties_ReachesAsFarAsTheRole(string caller, string target, bool isAllowed, string because)
    {
        var client = await _tenant.AsAsync(caller);
        foreach (var body in new[] { Password, Enabled, """{"onPremisesImmutableId":"x"}""" })
        {
            var answer = await client.PatchAnswerAsync($"/v1.0/users/{_tenant.Name(target)}", body);

            Assert.True(
                answer.Status == (isAllowed ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden),
                $"{because}: {body} got {answer.Status} {answer.Reason}");
        }
    }

    [Theory]
    [InlineData("user.admin", true)]
    [InlineData("global.admin", true)]
    [InlineData("helpdesk.admin", false)]
    [InlineData("kim", false)]
    public async Task Create_NeedsTheRoleToManageUsers(string caller, bool isAllowed)
    {
        var answer = await (await _tenant.AsAsync(caller)).PostAnswerAsync("/v1.0/users", NewUser.Body(_tenant, "robin").ToJsonString());

        answer.Is(isAllowed ? HttpStatusCode.Created : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Create_ByAnApp_NeedsThePermissionAndNoRole()
    {
        (await (await _tenant.AsAppAsync("User.Read.All")).PostAnswerAsync("/v1.0/users", NewUser.Body(_tenant, "robin").ToJsonString()))
            .Is(HttpStatusCode.Forbidden);
        (await (await _tenant.AsAppAsync("User.ReadWrite.All")).PostAnswerAsync("/v1.0/users", NewUser.Body(_tenant, "robin").ToJsonString()))
            .Is(HttpStatusCode.Created);
    }

    private async Task IsDeniedAsync(HttpClient client, string alias, string body) =>
        (await client.PatchAnswerAsync($"/v1.0/users/{_tenant.Name(alias)}", body)).Is(HttpStatusCode.Forbidden, "Authorization_RequestDenied");

    private async Task IsDoneAsync(HttpClient client, string alias, string body) =>
        (await client.PatchAnswerAsync($"/v1.0/users/{_tenant.Name(alias)}", body)).Is(HttpStatusCode.NoContent);
}
