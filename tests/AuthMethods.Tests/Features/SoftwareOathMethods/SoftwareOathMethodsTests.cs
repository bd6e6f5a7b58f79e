using System.Net;
using AuthMethods.Credentials;
using AuthMethods.Features.SoftwareOathMethods;
using AuthMethods.Methods.Policy;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Features.SoftwareOathMethods;

public sealed class SoftwareOathMethodsTests() : AdminTests("auth.admin")
{
    private const string Secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    private string Own => $"/authmethods/users/{_tenant.Name("balas")}/authentication/softwareOathMethods";

    private string Balas => $"/v1.0/users/{_tenant.Name("balas")}/authentication/softwareOathMethods";

    [Fact]
    public async Task Create_IsNotAnOperationOfGraph() =>
        (await _admin.PostAnswerAsync(Balas, """{"secretKey":"JBSWY3DPEHPK3PXP"}""")).Is(HttpStatusCode.MethodNotAllowed, "Request_BadRequest");

    [Fact]
    public async Task Register_WithASecret_NeverShowsItAndStoresItEncrypted()
    {
        var registered = (await _admin.PostAnswerAsync(Own, $$"""{"secretKey":"{{Secret}}"}""")).Is(HttpStatusCode.Created);

        Assert.Null(registered.Json["secretKey"]);
        Assert.Null((await _admin.GetAnswerAsync($"{Balas}/{registered.Json["id"]}")).Is(HttpStatusCode.OK).Json["secretKey"]);
        var stored = await _tenant.Server.QueryAsync(_tenant.Id, db =>
            db.Set<SoftwareOathMethodRow>().Where(m => m.UserId == Seed.SampleTenant.UserId(21)).Select(m => m.EncryptedSecret).SingleAsync());
        Assert.DoesNotContain(Secret, stored, StringComparison.Ordinal);
        Assert.Equal(Secret, _tenant.Server.Services.GetRequiredService<Secrets>().Decrypt(stored));
    }

    [Fact]
    public async Task Register_WhenThePolicyDoesNotAllowIt_Answers400()
    {
        await MethodPolicy.SetAsync(_tenant, new SoftwareOathConfiguration { State = MethodState.Disabled });

        Assert.EndsWith("AuthMethodType [SoftwareOath].", (await _admin.PostAnswerAsync(
            Own, "{}")).Is(HttpStatusCode.BadRequest, "badRequest").ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_WithoutASecret_MakesOneUpAndShowsItOnce()
    {
        var registered = (await _admin.PostAnswerAsync(Own, "{}")).Is(HttpStatusCode.Created);

        Assert.Matches("^[A-Z2-7]{32}$", (string?)registered.Json["secretKey"]);
        Assert.Null((await _admin.GetAnswerAsync(Balas)).Value.Single()!["secretKey"]);
    }

    [Theory]
    [InlineData("JBSWY3DP")]
    [InlineData("JBSWY3DPEHPK3PX1")]
    [InlineData("not base 32 at all")]
    public async Task Register_WithAnInvalidSecret_Answers400(string secret) =>
        (await _admin.PostAnswerAsync(Own, $$"""{"secretKey":"{{secret}}"}""")).Is(HttpStatusCode.BadRequest, "badRequest");

    [Fact]
    public async Task Delete_OfTheDefault_IsRefusedWhileAnotherFactorRemains()
    {
        var app = (string)(await _admin.PostAnswerAsync(Own, "{}")).Json["id"]!;
        (await _admin.PostAnswerAsync(
            $"/v1.0/users/{_tenant.Name("balas")}/authentication/phoneMethods", """{"phoneNumber":"+1 2065550100","phoneType":"mobile"}"""))
            .Is(HttpStatusCode.Created);

        Assert.Equal(
            $"The requested authentication method id of [{app}] matches the user's current default authentication method, and cannot be deleted until the "
                + "default authentication method is changed",
            (await _admin.DeleteAnswerAsync($"{Balas}/{app}")).Is(HttpStatusCode.BadRequest, "badRequest").ErrorMessage);

        (await _admin.PatchAnswerAsync(
            $"/beta/users/{_tenant.Name("balas")}/authentication/signInPreferences", """{"userPreferredMethodForSecondaryAuthentication":"sms"}"""))
            .Is(HttpStatusCode.NoContent);
        (await _admin.DeleteAnswerAsync($"{Balas}/{app}")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Delete_OfTheOnlyFactor_Answers204()
    {
        var app = (await _admin.PostAnswerAsync(Own, "{}")).Json["id"];

        (await _admin.DeleteAnswerAsync($"{Balas}/{app}")).Is(HttpStatusCode.NoContent);

        Assert.Empty((await _admin.GetAnswerAsync(Balas)).Value);
    }

    [Theory]
    [InlineData("f", "MY")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobarfoob", "MZXW6YTBOJTG633C")]
    public void Base32_IsThatOfRfc4648(string text, string expected)
    {
        var bytes = System.Text.Encoding.ASCII.GetBytes(text);

        Assert.Equal(expected, Base32.Encode(bytes));
        Assert.Equal(bytes, Base32.Decode(expected));
    }
}
