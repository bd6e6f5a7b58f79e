using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Policies;

public sealed class PasskeyProfilesTests() : AdminTests("auth.policy.admin")
{
    private const string Fido2 = "/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Fido2";
    private const string Standard =
        """{"id":"00000000-0000-0000-0000-000000000001","name":"Default passkey profile","passkeyTypes":"deviceBound","attestationEnforcement":"disabled"}""";
    private const string Model = "486c3b50-889c-480a-abc5-c04ef7c873e0";

    [Fact]
    public async Task Update_OfTheOlderRestrictions_IsTheDefaultProfilesToo()
    {
        await PatchAsync($$$"""{"isAttestationEnforced":true,"keyRestrictions":{"isEnforced":true,"enforcementType":"allow","aaGuids":["{{{Model}}}"]}}""");

        var profile = (await ReadAsync())["passkeyProfiles"]![0]!;
        var restrictions = profile["keyRestrictions"]!;
        Assert.Equal(
            ("registrationOnly", "allow", Model),
            ((string)profile["attestationEnforcement"]!, (string)restrictions["enforcementType"]!, (string)restrictions["aaGuids"]![0]!));
    }

    [Fact]
    public async Task Update_OfTheDefaultProfile_IsTheOlderRestrictionsToo()
    {
        var profile = JsonNode.Parse(Standard)!;
        profile["attestationEnforcement"] = "registrationOnly";
        profile["keyRestrictions"] = JsonNode.Parse($$"""{"isEnforced":true,"aaGuids":["{{Model}}"]}""");
        await PatchAsync($$"""{"passkeyProfiles":[{{profile.ToJsonString()}}]}""");

        var configuration = await ReadAsync();
        Assert.True((bool)configuration["isAttestationEnforced"]!);
        Assert.Equal(
            ("block", Model), ((string)configuration["keyRestrictions"]!["enforcementType"]!, (string)configuration["keyRestrictions"]!["aaGuids"]![0]!));
    }

    [Fact]
    public async Task Update_WithASecondProfile_GivesItAnIdThatTargetsMayName()
    {
        await PatchAsync($$"""{"passkeyProfiles":[{{Standard}},{"name":"Synced","passkeyTypes":"deviceBound, synced"}]}""");
        var added = (await ReadAsync())["passkeyProfiles"]![1]!;
        Assert.Equal("deviceBound,synced", (string)added["passkeyTypes"]!);

        await PatchAsync($$"""{"includeTargets":[{"id":"all_users","allowedPasskeyProfiles":["{{(string)added["id"]!}}"]}]}""");

        (await _admin.PatchAnswerAsync(Fido2, $$"""{"passkeyProfiles":[{{Standard}}]}""")).Is(HttpStatusCode.BadRequest, "badRequest");
        Assert.Equal(2, (await ReadAsync())["passkeyProfiles"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""[{"name":"Alone"}]""")]
    [InlineData($$"""[{{Standard}},{{Standard}}]""")]
    [InlineData($$"""[{{Standard}},{"name":"a"},{"name":"b"},{"name":"c"}]""")]
    [InlineData($$"""[{{Standard}},{"passkeyTypes":"synced"}]""")]
    public async Task Update_WithProfilesThatCannotBe_Answers400(string profiles) =>
        (await _admin.PatchAnswerAsync(Fido2, $$"""{"passkeyProfiles":{{profiles}}}""")).Is(HttpStatusCode.BadRequest, "badRequest");

    [Fact]
    public async Task Update_WithATargetOfAnUnknownProfile_Answers400() =>
        (await _admin.PatchAnswerAsync(Fido2, $$"""{"includeTargets":[{"id":"all_users","allowedPasskeyProfiles":["{{Model}}"]}]}"""))
            .Is(HttpStatusCode.BadRequest, "badRequest");

    private async Task PatchAsync(string body) => (await _admin.PatchAnswerAsync(Fido2, body)).Is(HttpStatusCode.NoContent);

    private async Task<JsonNode> ReadAsync() => (await _admin.GetAnswerAsync(Fido2)).Is(HttpStatusCode.OK).Json;
}
