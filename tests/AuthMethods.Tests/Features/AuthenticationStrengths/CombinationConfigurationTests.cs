using System.Net;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.AuthenticationStrengths;

public sealed class CombinationConfigurationTests() : AdminTests("global.admin")
{
    public const string Keys =
        """{"@odata.type":"#microsoft.graph.fido2CombinationConfiguration","allowedAAGUIDs":["486c3b50-889c-480a-abc5-c04ef7c873e0"]"""
        + ""","appliesToCombinations":["fido2"]}""";

    private const string Policies = "/v1.0/identity/conditionalAccess/authenticationStrength/policies";
    private const string Certificates =
        """{"@odata.type":"#microsoft.graph.x509CertificateCombinationConfiguration","allowedIssuerSkis":["9A4248C6AC8C2931AB2A86537818E92E7B6C97B6"]"""
        + ""","appliesToCombinations":["x509CertificateMultiFactor"]}""";

    private string _strength = "";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var created = await _admin.PostAnswerAsync(
            Policies, """{"displayName":"x","allowedCombinations":["fido2","x509CertificateMultiFactor","password,sms"]}""");
        _strength = $"{Policies}/{(string)created.Is(HttpStatusCode.Created).Json["id"]!}";
    }

    [Fact]
    public async Task Configuration_IsCreatedReadChangedAndDeleted()
    {
        var created = (await _admin.PostAnswerAsync($"{_strength}/combinationConfigurations", Keys)).Is(HttpStatusCode.Created).Json;
        Assert.Equal("#microsoft.graph.fido2CombinationConfiguration", (string)created["@odata.type"]!);
        var one = $"{_strength}/combinationConfigurations/{(string)created["id"]!}";

        (await _admin.PatchAnswerAsync(
            one, """{"@odata.type":"#microsoft.graph.fido2CombinationConfiguration","allowedAAGUIDs":["c042882f-a621-40c8-94d3-9cde3a826fed"]}"""))
            .Is(HttpStatusCode.NoContent);

        Assert.Equal("c042882f-a621-40c8-94d3-9cde3a826fed", (string)(await _admin.GetAnswerAsync(one)).Is(HttpStatusCode.OK).Json["allowedAAGUIDs"]![0]!);
        Assert.Equal("fido2", (string)(await _admin.GetAnswerAsync($"{_strength}/combinationConfigurations")).Value.Single()!["appliesToCombinations"]![0]!);
        Assert.Single((await _admin.GetAnswerAsync(_strength)).Json["combinationConfigurations"]!.AsArray());

        (await _admin.DeleteAnswerAsync(one)).Is(HttpStatusCode.NoContent);
        (await _admin.GetAnswerAsync(one)).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Fact]
    public async Task Configurations_OfTwoCombinations_CoexistAndAreDeletedWithTheirs()
    {
        (await _admin.PostAnswerAsync($"{_strength}/combinationConfigurations", Keys)).Is(HttpStatusCode.Created);
        (await _admin.PostAnswerAsync($"{_strength}/combinationConfigurations", Certificates)).Is(HttpStatusCode.Created);
        (await _admin.PostAnswerAsync($"{_strength}/combinationConfigurations", Keys)).Is(HttpStatusCode.BadRequest, "badRequest");

        (await _admin.PostAnswerAsync($"{_strength}/updateAllowedCombinations", """{"allowedCombinations":["x509CertificateMultiFactor"]}"""))
            .Is(HttpStatusCode.OK);

        var left = (await _admin.GetAnswerAsync($"{_strength}/combinationConfigurations")).Value.Single()!;
        Assert.Equal("#microsoft.graph.x509CertificateCombinationConfiguration", (string)left["@odata.type"]!);
    }

    [Theory]
    [InlineData("""{"allowedAAGUIDs":["486c3b50-889c-480a-abc5-c04ef7c873e0"],"appliesToCombinations":["fido2"]}""")]
    [InlineData(
        """{"@odata.type":"#microsoft.graph.fido2CombinationConfiguration","allowedAAGUIDs":["486c3b50-889c-480a-abc5-c04ef7c873e0"]"""
            + ""","appliesToCombinations":["password,sms"]}""")]
    [InlineData("""{"@odata.type":"#microsoft.graph.fido2CombinationConfiguration","appliesToCombinations":["fido2"]}""")]
    [InlineData("""{"@odata.type":"#microsoft.graph.fido2CombinationConfiguration","allowedAAGUIDs":["no-guid"],"appliesToCombinations":["fido2"]}""")]
    [InlineData(
        """{"@odata.type":"#microsoft.graph.x509CertificateCombinationConfiguration","allowedIssuerSkis":["short"]"""
            + ""","appliesToCombinations":["x509CertificateMultiFactor"]}""")]
    [InlineData(
        """{"@odata.type":"#microsoft.graph.x509CertificateCombinationConfiguration","allowedPolicyOIDs":["1.2.3"]"""
            + ""","appliesToCombinations":["x509CertificateSingleFactor"]}""")]
    public async Task Create_WithAnInvalidBody_Answers400(string body)
    {
        (await _admin.PostAnswerAsync($"{_strength}/combinationConfigurations", body)).Is(HttpStatusCode.BadRequest, "badRequest");
        Assert.Empty((await _admin.GetAnswerAsync($"{_strength}/combinationConfigurations")).Value);
    }
}
