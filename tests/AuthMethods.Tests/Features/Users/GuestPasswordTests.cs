using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Users;

/// <summary>The home tenant holds the password of a user of another tenant. A guest with a name of this tenant is a local account.</summary>
public sealed class GuestPasswordTests() : AdminTests("global.admin")
{
    private const string Body =
        """{"accountEnabled":true,"displayName":"Robin","mailNickname":"robin","userType":"Guest","userPrincipalName":"{name}","passwordProfile":{"password":"Quiet-River-7"}}""";

    private string Guest => $"/v1.0/users/{Uri.EscapeDataString(_tenant.Name("guest_fabrikam.com#EXT#"))}";

    [Fact]
    public async Task Methods_OfAGuestOfAnotherTenant_HaveNoPassword()
    {
        Assert.Empty((await _admin.GetAnswerAsync($"{Guest}/authentication/passwordMethods")).Is(HttpStatusCode.OK).Value);
        Assert.Empty((await _admin.GetAnswerAsync($"{Guest}/authentication/methods")).Is(HttpStatusCode.OK).Value);
        (await _admin.GetAnswerAsync($"{Guest}/authentication/passwordMethods/{MethodIds.Password}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"newPassword":"Quiet-River-7"}""")]
    public async Task Reset_OfAGuestOfAnotherTenant_Answers400AndBeginsNoOperation(string? body)
    {
        var refused = (await _admin.PostAnswerAsync($"{Guest}/authentication/methods/{MethodIds.Password}/resetPassword", body))
            .Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.Equal("The password of a user of another tenant can only be reset in their home tenant.", refused.ErrorMessage);
        Assert.Empty((await _admin.GetAnswerAsync($"{Guest}/authentication/operations")).Is(HttpStatusCode.OK).Value);
    }

    [Theory]
    [InlineData("""{"password":"Quiet-River-7"}""")]
    [InlineData("""{"password":"Quiet-River-7","forceChangePasswordNextSignIn":false}""")]
    [InlineData("""{"forceChangePasswordNextSignIn":true}""")]
    public async Task PasswordProfile_OfAGuestOfAnotherTenant_Answers400AndChangesNothing(string profile)
    {
        var refused = (await _admin.PatchAnswerAsync(Guest, $$"""{"city":"Bonn","passwordProfile":{{profile}}}"""))
            .Is(HttpStatusCode.BadRequest, "Request_BadRequest");

        Assert.Equal("Property userPrincipalName is invalid.", refused.ErrorMessage);
        Assert.Null((await _admin.GetAnswerAsync($"{Guest}?$select=city")).Json["city"]);
        (await _admin.PatchAnswerAsync(Guest, """{"city":"Bonn"}""")).Is(HttpStatusCode.NoContent);
        (await _admin.PatchAnswerAsync(Guest, """{"userType":"Member"}""")).Is(HttpStatusCode.NoContent);
        (await _admin.PatchAnswerAsync(Guest, $$"""{"passwordProfile":{{profile}}}""")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    [Fact]
    public async Task Guest_CreatedWithALocalName_HasAPasswordThatCanBeReset()
    {
        var robin = await CreateAsync("robin", Body);
        (await _tenant.SignInAsync("robin", "Quiet-River-7")).AadSts();
        Assert.Single((await _admin.GetAnswerAsync($"{robin}/authentication/passwordMethods")).Is(HttpStatusCode.OK).Value);

        (await _admin.PostAnswerAsync($"{robin}/authentication/methods/{MethodIds.Password}/resetPassword", """{"newPassword":"Brand-New-1!"}"""))
            .Is(HttpStatusCode.Accepted);
        (await _admin.PatchAnswerAsync(robin, """{"passwordProfile":{"password":"Brand-New-2!","forceChangePasswordNextSignIn":false}}"""))
            .Is(HttpStatusCode.NoContent);

        (await _tenant.SignInAsync("robin", "Brand-New-2!")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Guest_CreatedWithANameOfAnotherTenant_HasNoPassword()
    {
        const string alias = "robin_fabrikam.com#EXT#";
        var refused = (await _admin.PostAnswerAsync("/v1.0/users", Body.Replace("{name}", _tenant.Name(alias), StringComparison.Ordinal)))
            .Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        Assert.Equal("Property userPrincipalName is invalid.", refused.ErrorMessage);

        var robin = await CreateAsync(alias, Body.Replace(""","passwordProfile":{"password":"Quiet-River-7"}""", "", StringComparison.Ordinal));

        Assert.Empty((await _admin.GetAnswerAsync($"{robin}/authentication/methods")).Is(HttpStatusCode.OK).Value);
        (await _admin.PostAnswerAsync($"{robin}/authentication/methods/{MethodIds.Password}/resetPassword")).Is(HttpStatusCode.BadRequest, "badRequest");
        Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync(alias, SampleTenant.Password)).Is(HttpStatusCode.BadRequest).AadSts());
    }

    private async Task<string> CreateAsync(string alias, string body) => "/v1.0/users/" + (string)(await _admin.PostAnswerAsync(
        "/v1.0/users", body.Replace("{name}", _tenant.Name(alias), StringComparison.Ordinal))).Is(HttpStatusCode.Created).Json["id"]!;
}
