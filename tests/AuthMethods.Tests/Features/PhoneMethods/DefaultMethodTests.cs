using System.Net;
using AuthMethods.Features;
using AuthMethods.Features.PhoneMethods;
using AuthMethods.Features.Policies;
using AuthMethods.Features.QrCodePinMethods;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.PhoneMethods;

/// <summary>The default second factor cannot be deleted while the user has others.</summary>
public sealed class DefaultMethodTests() : AdminTests("global.admin")
{
    [Theory]
    [InlineData("kim", null, MethodIds.Mobile, "nothing chosen: what was registered first")]
    [InlineData("kim", "sms", MethodIds.Mobile, "sms means the mobile phone")]
    [InlineData("kim", "voiceMobile", MethodIds.Mobile, "voiceMobile means the mobile phone")]
    [InlineData("kim", "voiceOffice", MethodIds.Office, "voiceOffice means the office phone")]
    [InlineData("adele", "voiceAlternateMobile", MethodIds.AlternateMobile, "voiceAlternateMobile means the alternate mobile phone")]
    public async Task Delete_OfTheDefaultWhileOthersRemain_Answers400AndKeepsIt(string alias, string? preferred, string id, string described)
    {
        if (preferred is not null) await PreferAsync(alias, preferred);

        var refused = await _admin.DeleteAnswerAsync(Phone(alias, id));

        Assert.True(refused.Status == HttpStatusCode.BadRequest, described);
        Assert.Equal("badRequest", refused.ErrorCode);
        Assert.Equal(
            $"The requested authentication method id of [{id}] matches the user's current default authentication method, and cannot be deleted until the "
                + "default authentication method is changed",
            refused.ErrorMessage);
        (await _admin.GetAnswerAsync(Phone(alias, id))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Delete_OfTheDefaultAfterAnotherWasChosen_Answers204()
    {
        await PreferAsync("kim", "voiceOffice");

        (await _admin.DeleteAnswerAsync(Phone("kim", MethodIds.Mobile))).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Delete_OfTheDefaultAfterTheOthers_Answers204AlthoughAnEmailAndAPasswordRemain()
    {
        (await _admin.DeleteAnswerAsync(Phone("kim", MethodIds.Office))).Is(HttpStatusCode.NoContent);

        (await _admin.DeleteAnswerAsync(Phone("kim", MethodIds.Mobile))).Is(HttpStatusCode.NoContent);

        var left = (await _admin.GetAnswerAsync($"/v1.0/users/{_tenant.Name("kim")}/authentication/methods")).Value.Select(m => (string?)m!["id"]).ToArray();
        Assert.Contains(MethodIds.Email, left);
        Assert.Contains(MethodIds.Password, left);
    }

    [Fact]
    public async Task Delete_OfTheDefaultWhileSecondFactorsRemainThatNobodyCanPrefer_Answers400()
    {
        var balas = $"/v1.0/users/{_tenant.Name("balas")}/authentication";
        await MethodPolicy.SetAsync(_tenant, new QRCodePinConfiguration { State = MethodState.Enabled });
        (await _admin.PostAnswerAsync($"{balas}/phoneMethods", """{"phoneNumber":"+1 2065555599","phoneType":"mobile"}""")).Is(HttpStatusCode.Created);
        var external = (await _admin.PostAnswerAsync(
            $"{balas}/externalAuthenticationMethods", """{"configurationId":"26310fee-860b-4eab-8749-ab730dcf335e","displayName":"Adatum"}"""))
            .Is(HttpStatusCode.Created);

        (await _admin.DeleteAnswerAsync(Phone("balas", MethodIds.Mobile))).Is(HttpStatusCode.BadRequest, "badRequest");
        (await _admin.PutAnswerAsync($"{balas}/qrCodePinMethod", "{}")).Is(HttpStatusCode.Created);
        (await _admin.DeleteAnswerAsync(external.Headers.Location!.ToString())).Is(HttpStatusCode.NoContent);
        (await _admin.DeleteAnswerAsync(Phone("balas", MethodIds.Mobile))).Is(HttpStatusCode.BadRequest, "badRequest");
        (await _admin.DeleteAnswerAsync($"{balas}/qrCodePinMethod")).Is(HttpStatusCode.NoContent);
        (await _admin.DeleteAnswerAsync(Phone("balas", MethodIds.Mobile))).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Delete_ByOneself_IsHeldToTheSameRule()
    {
        var kim = await _tenant.AsAsync("kim", "UserAuthMethod-Phone.ReadWrite");
        const string phones = "/v1.0/me/authentication/phoneMethods";

        (await kim.DeleteAnswerAsync($"{phones}/{MethodIds.Mobile}")).Is(HttpStatusCode.BadRequest, "badRequest");
        (await kim.DeleteAnswerAsync($"{phones}/{MethodIds.Office}")).Is(HttpStatusCode.NoContent);
        (await kim.DeleteAnswerAsync($"{phones}/{MethodIds.Mobile}")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public void Default_OfPhonesRegisteredInTheSameInstant_IsTheSameInWhateverOrderTheyCome()
    {
        PhoneMethodRow[] phones = [Row(PhoneType.Mobile), Row(PhoneType.Office), Row(PhoneType.AlternateMobile)];
        var kinds = new MethodKinds(AllMethodKinds.All);
        var policy = new MethodsPolicy(new(kinds, PoliciesExtensions.Configurations), []);
        var view = new MethodView(new(policy, new HashSet<string>()), new(kinds), IsMasked: false);

        Assert.Equal(SecondFactor.Sms, DefaultMethod.Of(null, phones, view));
        Assert.Equal(SecondFactor.Sms, DefaultMethod.Of(null, phones.Reverse(), view));

        static PhoneMethodRow Row(PhoneType type) => new() { Id = PhoneMethodRow.IdOf(type), PhoneType = type, PhoneNumber = "+1 2065555501" };
    }

    private string Phone(string alias, string id) => $"/v1.0/users/{_tenant.Name(alias)}/authentication/phoneMethods/{id}";

    private async Task PreferAsync(string alias, string factor) =>
        (await _admin.PatchAnswerAsync(
            $"/beta/users/{_tenant.Name(alias)}/authentication/signInPreferences", $$"""{"userPreferredMethodForSecondaryAuthentication":"{{factor}}"}"""))
            .Is(HttpStatusCode.NoContent);
}
