using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Access;

public sealed class SelfServiceTests : ServerTests
{
    private const string Mobile = "3179e48a-750b-4051-897c-87b9720928f7";
    private const string Office = "e37fc753-ff3b-4958-9484-eaa9425c82bc";
    private const string Email = "3ddfcfc8-9383-446f-83cc-3ab9be4be18f";

    protected override Task<TestServer> StartAsync() => TestServer.StartAsync([new("Policy:SelfServiceWrites", "false")]);

    [Fact]
    public async Task SelfServiceOff_RefusesAddingAndUpdating_NotReadingAndDeleting()
    {
        var kim = await _tenant.AsAsync("kim");
        var own = $"/v1.0/users/{_tenant.Name("kim")}/authentication";

        Refused(await kim.PostAnswerAsync("/v1.0/me/authentication/phoneMethods", """{"phoneNumber":"+1 5555550100","phoneType":"alternateMobile"}"""));
        Refused(await kim.PatchAnswerAsync($"{own}/phoneMethods/{Mobile}", """{"phoneNumber":"+1 5555550100"}"""));
        Refused(await kim.PutAnswerAsync($"{own}/phoneMethods/{Mobile}", """{"phoneNumber":"+1 5555550100"}"""));
        Refused(await kim.PatchAnswerAsync($"{own}/emailMethods/{Email}", """{"emailAddress":"kim@fabrikam.com"}"""));
        Refused(await (await _tenant.AsAsync("balas")).PostAnswerAsync("/v1.0/me/authentication/emailMethods", """{"emailAddress":"balas@fabrikam.com"}"""));
        Refused(await kim.GetAnswerAsync("/v1.0/me/authentication/fido2Methods/creationOptions"));
        Refused(await kim.PutAnswerAsync("/v1.0/me/authentication/qrCodePinMethod", "{}"));
        (await kim.GetAnswerAsync($"{own}/phoneMethods/{Mobile}")).Is(HttpStatusCode.OK);
        (await kim.DeleteAnswerAsync($"{own}/phoneMethods/{Office}")).Is(HttpStatusCode.NoContent);
        (await kim.DeleteAnswerAsync($"{own}/emailMethods/{Email}")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task SelfServiceOff_LeavesAdministratorsAlone() =>
        (await (await _tenant.AsAsync("auth.admin")).PatchAnswerAsync(
            $"/v1.0/users/{_tenant.Name("kim")}/authentication/phoneMethods/{Mobile}", """{"phoneNumber":"+1 5555550100"}"""))
            .Is(HttpStatusCode.NoContent);

    private static void Refused(Answer answer)
    {
        answer.Is(HttpStatusCode.Forbidden, "accessDenied");
        Assert.StartsWith("OwnAccount: Policy:SelfServiceWrites is off", answer.Reason, StringComparison.Ordinal);
    }
}
