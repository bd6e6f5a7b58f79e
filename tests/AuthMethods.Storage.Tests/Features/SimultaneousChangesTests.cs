using System.Net;
using AuthMethods.Credentials;
using AuthMethods.Features.HardwareOathMethods;
using AuthMethods.Features.QrCodePinMethods;
using AuthMethods.Methods.Policy;
using AuthMethods.Seed;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Storage.Tests.Features;

/// <summary>An object is deleted while something is added to it: on every engine one of the two comes first, and no orphaned row remains.</summary>
[Collection(EngineServers.Collection)]
public sealed class SimultaneousChangesTests(EngineServers servers)
{
    private const string Inventory = "/beta/directory/authenticationMethodDevices/hardwareOathDevices";
    private const string Seed = "6PJ4UKIW33NNXYZAEHQNFUFTZF7WFTFB";
    private const int Rounds = 5;

    [SkippableTheory, EachEngine]
    public async Task Token_DeletedAndAssignedAtOnce_IsGoneOrAssigned(StorageEngine engine)
    {
        var (tenant, admin) = await StartAsync(engine, new HardwareOathConfiguration { State = MethodState.Enabled });
        var methods = $"/beta/users/{tenant.Name("balas")}/authentication/hardwareOathMethods";
        for (var round = 0; round < Rounds; round++)
        {
            var device = (string)(await admin.PostAnswerAsync(
                Inventory,
                $$"""{"serialNumber":"TOTP{{round}}","manufacturer":"Contoso","model":"1000","secretKey":"{{Seed}}","timeIntervalInSeconds":30}"""))
                .Is(HttpStatusCode.Created).Json["id"]!;

            var answers = await Task.WhenAll(
                admin.PostAnswerAsync(
                    $"{methods}/assignAndActivateBySerialNumber", $$"""{"serialNumber":"TOTP{{round}}","verificationCode":"{{Code(tenant)}}"}"""),
                admin.DeleteAnswerAsync($"{Inventory}/{device}"));

            Assert.Single(answers, a => a.Status == HttpStatusCode.NoContent);
            Assert.Single(answers, a => a.Status == HttpStatusCode.BadRequest);
        }

        Assert.Equal(0, await tenant.Server.QueryAsync(
            tenant.Id, db => db.Set<HardwareOathMethodRow>().CountAsync(m => !db.Set<HardwareOathDeviceRow>().Any(d => d.Id == m.DeviceId))));
    }

    [SkippableTheory, EachEngine]
    public async Task QrCode_DeletedAndRenewedAtOnce_LeavesNoCodeWithoutMethod(StorageEngine engine)
    {
        var (tenant, admin) = await StartAsync(engine, new QRCodePinConfiguration { State = MethodState.Enabled });
        var balas = $"/v1.0/users/{tenant.Name("balas")}/authentication/qrCodePinMethod";
        for (var round = 0; round < Rounds; round++)
        {
            (await admin.PutAnswerAsync(balas, "{}")).Is(HttpStatusCode.Created);

            var answers = await Task.WhenAll(admin.PatchAnswerAsync($"{balas}/temporaryQRCode", "{}"), admin.DeleteAnswerAsync(balas));

            answers[1].Is(HttpStatusCode.NoContent);
            Assert.True(answers[0].Status is HttpStatusCode.Created or HttpStatusCode.NotFound, answers[0].Text);
            Assert.Equal(0, await tenant.Server.QueryAsync(tenant.Id, db => db.Set<QrCodeRow>().CountAsync(c => c.UserId == SampleTenant.UserId(21))));
        }
    }

    [SkippableTheory, EachEngine]
    public async Task Pin_ResetAndChangedAtOnce_IsTheOneOfTheReset(StorageEngine engine)
    {
        var (tenant, admin) = await StartAsync(engine, new QRCodePinConfiguration { State = MethodState.Enabled });
        var balas = await tenant.AsAsync("balas");
        const string mine = "/v1.0/me/authentication/qrCodePinMethod/pin";
        var pin = (string)(await admin.PutAnswerAsync($"/v1.0/users/{tenant.Name("balas")}/authentication/qrCodePinMethod", "{}"))
            .Is(HttpStatusCode.Created).Json["pin"]!["code"]!;
        for (var round = 0; round < Rounds; round++)
        {
            var answers = await Task.WhenAll(
                balas.PatchAnswerAsync($"{mine}/updatePin", $$"""{"currentPin":"{{pin}}","newPin":"5674575567457556"}"""),
                admin.PatchAnswerAsync($"/v1.0/users/{tenant.Name("balas")}/authentication/qrCodePinMethod/pin", "{}"));

            pin = (string)answers[1].Is(HttpStatusCode.Created).Json["code"]!;
            Assert.True(answers[0].Status is HttpStatusCode.NoContent or HttpStatusCode.BadRequest, answers[0].Text);
            Assert.True((bool)(await balas.GetAnswerAsync(mine)).Json["forceChangePinNextSignIn"]!);
        }
    }

    [SkippableTheory, EachEngine]
    public async Task Methods_AddedToAUserWhoIsBeingPurged_LeaveNothingBehind(StorageEngine engine)
    {
        var (tenant, admin) = await StartAsync(engine, new HardwareOathConfiguration { State = MethodState.Enabled });
        await MethodPolicy.SetAsync(tenant, new QRCodePinConfiguration { State = MethodState.Enabled });

        var answers = await Task.WhenAll(new[] { 21, 22, 23, 24, 25 }.Select(SampleTenant.UserId).SelectMany(user => new[]
        {
            admin.PostAnswerAsync($"/v1.0/users/{user}/authentication/phoneMethods", """{"phoneNumber":"+1 4255555557","phoneType":"office"}"""),
            PurgeAsync(user),
            admin.PostAnswerAsync($"/v1.0/users/{user}/authentication/emailMethods", """{"emailAddress":"someone@fabrikam.com"}"""),
            admin.PostAnswerAsync($"/authmethods/users/{user}/authentication/windowsHelloForBusinessMethods", """{"displayName":"Surface"}"""),
            admin.PostAnswerAsync($"/v1.0/users/{user}/authentication/temporaryAccessPassMethods", "{}"),
            admin.PutAnswerAsync($"/v1.0/users/{user}/authentication/qrCodePinMethod", "{}"),
            admin.PostAnswerAsync(
                $"/beta/users/{user}/authentication/hardwareOathMethods", $$$"""{"device":{"id":"{{{HardwareOathMethodRow.SpareDevice}}}"}}"""),
        }));

        Assert.All(answers, answer => Assert.True((int)answer.Status is 201 or 204 or 400 or 404 or 409, $"{(int)answer.Status}: {answer.Text}"));
        var left = await tenant.Server.QueryAsync(tenant.Id, async db =>
            await Orphans(db, db.AuthenticationMethods.Select(m => m.UserId)) + await Orphans(db, db.Set<QrCodeRow>().Select(c => c.UserId)));
        Assert.Equal(0, left);

        async Task<Answer> PurgeAsync(Guid user)
        {
            (await admin.DeleteAnswerAsync($"/v1.0/users/{user}")).Is(HttpStatusCode.NoContent);
            return (await admin.DeleteAnswerAsync($"/v1.0/directory/deletedItems/{user}")).Is(HttpStatusCode.NoContent);
        }

        static Task<int> Orphans(AuthDb db, IQueryable<Guid> owners) =>
            owners.CountAsync(owner => !db.Users.IgnoreQueryFilters(new[] { AuthDb.DeletedFilter }).Any(u => u.Id == owner));
    }

    private async Task<(TestTenant Tenant, HttpClient Admin)> StartAsync(StorageEngine engine, MethodConfiguration policy)
    {
        var tenant = await servers.TenantAsync(engine);
        await MethodPolicy.SetAsync(tenant, policy);
        return (tenant, await tenant.AsAsync("global.admin"));
    }

    private static string Code(TestTenant tenant) =>
        TokenCodes.CodeAt(tenant.Server.Clock.GetUtcNow().ToUnixTimeSeconds() / 30, Base32.Decode(Seed)!, HashFunction.Hmacsha1);
}
