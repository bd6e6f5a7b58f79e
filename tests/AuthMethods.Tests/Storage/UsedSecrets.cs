using System.Net;
using System.Text;
using AuthMethods.Features.HardwareOathMethods;
using AuthMethods.Features.QrCodePinMethods;
using AuthMethods.Methods.Policy;
using AuthMethods.Seed;
using AuthMethods.Tests.Authority;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Features.Applications;
using AuthMethods.Tests.Features.HardwareOathMethods;
using AuthMethods.Tests.Features.Users;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Storage;

/// <summary>Uses secrets of every kind as clients do, right and wrong ones, and returns them by what they are.</summary>
internal static class UsedSecrets
{
    private const string SetByAdmin = "Sweep-Admin-41!";
    private const string SetByOwner = "Sweep-Owner-42!";
    private const string SetByPatch = "Sweep-Patch-43!";
    private const string Wrong = "Sweep-Wrong-44!";
    private const string Phone = "2065550171";
    private const string SoftwareSeed = "JBSWY3DPEHPK3PXPKBSWY3DPEHPK3PXP";

    public static async Task<Dictionary<string, string>> AllAsync(TestTenant tenant)
    {
        var secrets = new Dictionary<string, string>
        {
            ["the samples' password"] = SampleTenant.Password,
            ["a client secret"] = SampleTenant.ProvisioningSecret,
            ["another client secret"] = SampleTenant.ReportingSecret,
            ["a new user's password"] = NewUser.Password,
            ["a password that an administrator set"] = SetByAdmin,
            ["a password that its owner set"] = SetByOwner,
            ["a password in a profile"] = SetByPatch,
            ["a wrong password"] = Wrong,
            ["the seed of an app"] = SoftwareSeed,
            ["the seed of a token"] = Tokens.Seed,
        };
        var admin = await tenant.WithMfaAsync("global.admin");
        await UsePasswordsAsync(tenant, admin, secrets);
        await UseTokensAsync(tenant, secrets);
        await UseMethodsAsync(tenant, admin, secrets);
        await UsePagesAsync(tenant, secrets);
        return secrets;
    }

    /// <summary>Uses values that the database holds, and secrets where they don't belong, in addresses and headers.</summary>
    public static async Task<Dictionary<string, string>> InQueriesAsync(TestTenant tenant)
    {
        var admin = await tenant.WithMfaAsync("global.admin");
        var phones = $"/v1.0/users/{tenant.Name("balas")}/authentication/phoneMethods";
        (await admin.PostAnswerAsync(phones, $$"""{"phoneNumber":"+1 {{Phone}}","phoneType":"mobile"}""")).Is(HttpStatusCode.Created);
        (await admin.PostAnswerAsync(phones, $$"""{"phoneNumber":"+1 {{Phone}}","phoneType":"mobile"}""")).Is(HttpStatusCode.BadRequest);
        (await admin.PatchAnswerAsync($"/v1.0/users/{tenant.Name("balas")}", $$"""{"mobilePhone":"+1 {{Phone}}"}""")).Is(HttpStatusCode.NoContent);
        await admin.GetAnswerAsync($"/v1.0/users?$filter=mobilePhone eq '+1 {Phone}'");
        await admin.GetAnswerAsync($"{phones}?$filter=phoneNumber eq '%2B1 {Phone}'");
        await admin.GetAnswerAsync($"/v1.0/users/+1{Phone}/authentication/methods");
        await admin.PostAnswerAsync(
            "/v1.0/$batch", $$"""{"requests":[{"id":"1","method":"GET","url":"/users?$filter=mobilePhone eq '%2B1 {{Phone}}'&access_token=Sweep-Query-51"}]}""");
        await tenant.Server.Client().GetAnswerAsync("/v1.0/me?access_token=Sweep-Query-51");
        await tenant.Server.Client().AnswerAsync(
            HttpMethod.Get, "/v1.0/me", headers: [("Authorization", "Bearer Sweep-Header-52"), ("Cookie", "session=Sweep-Cookie-53"), ("x-authmethods-key", "Sweep-Key-54")]);
        return new()
        {
            ["a phone number"] = Phone, ["a token in a query"] = "Sweep-Query-51", ["a token that is none"] = "Sweep-Header-52",
            ["a cookie"] = "Sweep-Cookie-53", ["the operator's key"] = "Sweep-Key-54",
        };
    }

    private static async Task UsePasswordsAsync(TestTenant tenant, HttpClient admin, Dictionary<string, string> secrets)
    {
        secrets["a generated client secret"] = await admin.AddPasswordAsync($"/v1.0/servicePrincipals/{SampleTenant.Provisioning}");
        await NewUser.CreateAsync(admin, tenant, "robin");
        (await tenant.SignInAsync("robin", NewUser.Password)).Is(HttpStatusCode.OK);
        (await tenant.SignInAsync("robin", Wrong)).Is(HttpStatusCode.BadRequest);
        await tenant.TokenAsync(TokenRequests.OfApplication(("client_secret", Wrong)));

        string Reset(string alias) => $"/v1.0/users/{tenant.Name(alias)}/authentication/methods/{MethodIds.Password}/resetPassword";
        (await admin.PostAnswerAsync(Reset("balas"), $$"""{"newPassword":"{{SetByAdmin}}"}""")).Is(HttpStatusCode.Accepted);
        secrets["a generated password"] = (string)(await admin.PostAnswerAsync(Reset("megan"))).Is(HttpStatusCode.Accepted).Json["newPassword"]!;
        (await admin.PatchAnswerAsync(
            $"/v1.0/users/{tenant.Name("alex")}", $$$"""{"passwordProfile":{"password":"{{{SetByPatch}}}","forceChangePasswordNextSignIn":false}}"""))
            .Is(HttpStatusCode.NoContent);
        (await tenant.SignInAsync("alex", SetByPatch)).Is(HttpStatusCode.OK);
    }

    private static async Task UseTokensAsync(TestTenant tenant, Dictionary<string, string> secrets)
    {
        secrets["an application's token"] = (await tenant.TokenAsync(TokenRequests.OfApplication())).Is(HttpStatusCode.OK).Field("access_token");
        await tenant.TokenAsync(TokenRequests.OfApplication(
            ("client_secret", ""), ("client_assertion", secrets["an application's token"]),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")));
        var kim = (await tenant.TokenAsync(tenant.OfUser("kim"))).Is(HttpStatusCode.OK);
        secrets["an access token"] = kim.Field("access_token");
        secrets["a refresh token"] = kim.Field("refresh_token");
        secrets["an id token"] = kim.Field("id_token");
        secrets["a refreshed refresh token"] = (await tenant.TokenAsync(TokenRequests.OfRefresh(kim.Field("refresh_token"))))
            .Is(HttpStatusCode.OK).Field("refresh_token");
        var own = tenant.ClientOf(kim);
        (await own.PostAnswerAsync("/v1.0/me/changePassword", $$"""{"currentPassword":"{{Wrong}}","newPassword":"{{SetByOwner}}"}"""))
            .Is(HttpStatusCode.BadRequest);
        (await own.PostAnswerAsync("/v1.0/me/changePassword", $$"""{"currentPassword":"{{SampleTenant.Password}}","newPassword":"{{SetByOwner}}"}"""))
            .Is(HttpStatusCode.NoContent);
        (await own.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized);
        (await tenant.SignInAsync("kim", SetByOwner)).Is(HttpStatusCode.OK);

        await tenant.SetPerUserMfaAsync("kim", "enforced");
        secrets["an app password"] = (string)(
            await (await tenant.AsAsync("kim")).PostAnswerAsync("/authmethods/me/appPasswords", """{"displayName":"Old mail client"}"""))
            .Is(HttpStatusCode.Created).Json["password"]!;
        (await tenant.SignInAsync("kim", secrets["an app password"])).Is(HttpStatusCode.OK);
    }

    private static async Task UseMethodsAsync(TestTenant tenant, HttpClient admin, Dictionary<string, string> secrets)
    {
        var (balas, megan) = ($"/v1.0/users/{tenant.Name("balas")}/authentication", $"/v1.0/users/{tenant.Name("megan")}/authentication");
        secrets["an access pass"] = (string)(await admin.PostAnswerAsync($"{megan}/temporaryAccessPassMethods", "{}"))
            .Is(HttpStatusCode.Created).Json["temporaryAccessPass"]!;
        secrets["a session of an access pass"] = (await tenant.SignInAsync("megan", secrets["an access pass"])).Is(HttpStatusCode.OK).Field("access_token");

        await MethodPolicy.SetAsync(tenant, new QRCodePinConfiguration { State = MethodState.Enabled });
        var code = (await admin.PutAnswerAsync($"{balas}/qrCodePinMethod", """{"pin":{"code":"09599786"}}""")).Is(HttpStatusCode.Created).Json;
        secrets["a PIN"] = "09599786";
        secrets["a QR code"] = Encoding.ASCII.GetString(Convert.FromBase64String((string)code["standardQRCode"]!["image"]!["rawContent"]!)).Split('.')[2];
        secrets["a changed PIN"] = "5674575567";
        var own = await tenant.AsAsync("balas");
        (await own.PatchAnswerAsync("/v1.0/me/authentication/qrCodePinMethod/pin/updatePin", """{"currentPin":"09599786","newPin":"5674575567"}"""))
            .Is(HttpStatusCode.NoContent);

        (await admin.PostAnswerAsync($"/authmethods/users/{tenant.Name("balas")}/authentication/softwareOathMethods", $$"""{"secretKey":"{{SoftwareSeed}}"}"""))
            .Is(HttpStatusCode.Created);
        await MethodPolicy.SetAsync(tenant, new HardwareOathConfiguration { State = MethodState.Enabled });
        await Tokens.AddAsync(admin, "SWEEP-1");
        secrets["a wrong code"] = "92837465";
        var activate = "/beta/me/authentication/hardwareOathMethods/assignAndActivateBySerialNumber";
        await own.PostAnswerAsync(activate, """{"serialNumber":"SWEEP-1","verificationCode":"92837465"}""");
        (await own.PostAnswerAsync(activate, $$"""{"serialNumber":"SWEEP-1","verificationCode":"{{Tokens.Code(tenant)}}"}""")).Is(HttpStatusCode.NoContent);
    }

    private static async Task UsePagesAsync(TestTenant tenant, Dictionary<string, string> secrets)
    {
        var page = $"/{tenant.Id}/oauth2/v2.0/authorize?" + TokenRequests.Encoded([
            ("client_id", SampleTenant.AdminTools.ToString()), ("response_type", "code"), ("redirect_uri", "http://localhost/"), ("scope", "User.Read"),
            ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "S256")]);
        var back = (await tenant.Server.Client().AnswerAsync(
            HttpMethod.Post, page, TokenRequests.Encoded([("username", tenant.Name("alex")), ("password", SetByPatch)]), "application/x-www-form-urlencoded"))
            .Is(HttpStatusCode.SeeOther).Headers.Location!;
        secrets["an authorization code"] = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(back.Query)["code"]!;
        await tenant.Server.Client().GetAnswerAsync(back.PathAndQuery);
        (await tenant.TokenAsync(
            ("grant_type", "authorization_code"), ("client_id", SampleTenant.AdminTools.ToString()), ("code", secrets["an authorization code"]),
            ("redirect_uri", "http://localhost/"), ("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))).Is(HttpStatusCode.OK);
        secrets["the verifier of a code"] = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

        var codes = (await tenant.Server.Client().AnswerAsync(
            HttpMethod.Post, $"/{tenant.Id}/oauth2/v2.0/devicecode",
            TokenRequests.Encoded([("client_id", SampleTenant.AdminTools.ToString()), ("scope", "User.Read")]), "application/x-www-form-urlencoded"))
            .Is(HttpStatusCode.OK);
        (secrets["a device's code"], secrets["a user's code"]) = (codes.Field("device_code"), codes.Field("user_code"));
        await tenant.Server.Client().GetAnswerAsync($"/common/oauth2/deviceauth?user_code={codes.Field("user_code")}");
        await tenant.TokenAsync(
            ("grant_type", "device_code"), ("client_id", SampleTenant.AdminTools.ToString()), ("device_code", codes.Field("device_code")));
    }
}
