using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Policies;

/// <summary>Policy as code: every object of the policies can be sent back as it was read, and is then the same.</summary>
public sealed class PolicyRoundTripTests() : AdminTests("global.admin")
{
    private const string External = "26310fee-860b-4eab-8749-ab730dcf335e";
    private const string Group = "b185b746-e7db-4fa2-bafc-69ecf18850dd";

    public static TheoryData<string, string> Configurations
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var id in new[]
            {
                "Fido2", "MicrosoftAuthenticator", "Sms", "TemporaryAccessPass", "HardwareOath", "SoftwareOath", "Voice", "Email", "X509Certificate",
                "VerifiableCredentials", "QRCodePin", External,
            })
            {
                all.Add("beta", id);
                if (id != "HardwareOath") all.Add("v1.0", id);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public async Task Configuration_SentBackAsItWasRead_IsTheSame(string version, string id)
    {
        var path = $"/{version}/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/{id}";
        foreach (var state in new[] { "enabled", "disabled" })
        {
            (await _admin.PatchAnswerAsync(
                path, $$"""{"state":"{{state}}","excludeTargets":[{"id":"{{Group}}","targetType":"group"}],"includeTargets":[{"id":"all_users"}]}"""))
                .Is(HttpStatusCode.NoContent);
            var read = (await _admin.GetAnswerAsync(path)).Is(HttpStatusCode.OK).Text;

            (await _admin.PatchAnswerAsync(path, read)).Is(HttpStatusCode.NoContent);

            Assert.Equal(read, (await _admin.GetAnswerAsync(path)).Text);
        }
    }

    [Theory]
    [InlineData("v1.0")]
    [InlineData("beta")]
    public async Task Policy_SentBackAsItWasRead_IsTheSame(string version)
    {
        var path = $"/{version}/policies/authenticationMethodsPolicy";
        (await _admin.PatchAnswerAsync(path, """
            {"registrationEnforcement":{"authenticationMethodsRegistrationCampaign":{"state":"enabled","includeTargets":[
              {"id":"all_users","targetType":"group","targetedAuthenticationMethod":"fido2"}]}}}
            """)).Is(HttpStatusCode.OK);
        foreach (var accept in new[] { "application/json", "application/json;odata.metadata=none" })
        {
            var read = (await _admin.AnswerAsync(HttpMethod.Get, path, headers: ("Accept", accept))).Is(HttpStatusCode.OK);

            (await _admin.PatchAnswerAsync(path, read.Text)).Is(HttpStatusCode.OK);

            var now = await _admin.AnswerAsync(HttpMethod.Get, path, headers: ("Accept", accept));
            Assert.Equal(Without(read, "lastModifiedDateTime"), Without(now, "lastModifiedDateTime"));
        }
    }

    [Fact]
    public async Task Policy_SentBackWithAChangedConfiguration_Answers400AndChangesNothing()
    {
        const string path = "/v1.0/policies/authenticationMethodsPolicy";
        var read = (await _admin.GetAnswerAsync(path)).Is(HttpStatusCode.OK);
        var (changed, fewer) = (read.Json, read.Json);
        changed["authenticationMethodConfigurations"]![2]!["state"] = "disabled";
        fewer["authenticationMethodConfigurations"]!.AsArray().RemoveAt(0);

        foreach (var sent in new[] { changed, fewer })
        {
            var refused = (await _admin.PatchAnswerAsync(path, sent.ToJsonString())).Is(HttpStatusCode.BadRequest, "badRequest");

            Assert.StartsWith("The authenticationMethodConfigurations cannot be updated through", refused.ErrorMessage, StringComparison.Ordinal);
            Assert.Equal(read.Text, (await _admin.GetAnswerAsync(path)).Text);
        }
    }

    [Theory]
    [InlineData("v1.0")]
    [InlineData("beta")]
    public async Task Strength_SentBackAsItWasRead_IsTheSame(string version)
    {
        var strengths = $"/{version}/policies/authenticationStrengthPolicies";
        var id = (string)(await _admin.PostAnswerAsync(
            strengths, """{"displayName":"Keys","description":"Only these","allowedCombinations":["password, sms","fido2"]}"""))
            .Is(HttpStatusCode.Created).Json["id"]!;
        (await _admin.PostAnswerAsync($"{strengths}/{id}/combinationConfigurations", """
            {"@odata.type":"#microsoft.graph.fido2CombinationConfiguration","allowedAAGUIDs":["486c3b50-889c-480a-abc5-c04ef7c873e0"],"appliesToCombinations":["fido2"]}
            """)).Is(HttpStatusCode.Created);
        var read = (await _admin.GetAnswerAsync($"{strengths}/{id}")).Is(HttpStatusCode.OK);
        var configuration = $"{strengths}/{id}/combinationConfigurations/{read.Json["combinationConfigurations"]![0]!["id"]}";
        var readConfiguration = (await _admin.GetAnswerAsync(configuration)).Is(HttpStatusCode.OK).Text;

        (await _admin.PatchAnswerAsync($"{strengths}/{id}", read.Text)).Is(HttpStatusCode.NoContent);
        (await _admin.PatchAnswerAsync(configuration, readConfiguration)).Is(HttpStatusCode.NoContent);

        Assert.Equal(Without(read, "modifiedDateTime"), Without(await _admin.GetAnswerAsync($"{strengths}/{id}"), "modifiedDateTime"));
        Assert.Equal(readConfiguration, (await _admin.GetAnswerAsync(configuration)).Text);
    }

    private static string Without(Answer answer, string property)
    {
        var json = answer.Json.AsObject();
        Assert.True(json.Remove(property));
        return json.ToJsonString();
    }
}
