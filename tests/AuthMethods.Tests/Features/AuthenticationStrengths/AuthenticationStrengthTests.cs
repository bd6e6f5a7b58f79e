using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Repository;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.AuthenticationStrengths;

public sealed class AuthenticationStrengthTests() : AdminTests("global.admin")
{
    private const string Strengths = "/v1.0/policies/authenticationStrengthPolicies";
    private const string Root = "/v1.0/identity/conditionalAccess/authenticationStrength";
    private const string BuiltIn = "00000000-0000-0000-0000-000000000004";
    private const string Contoso = """
        {"@odata.type":"#microsoft.graph.authenticationStrengthPolicy","displayName":"Contoso authentication level",
         "description":"The only authentication level allowed to access our secret apps","allowedCombinations":["password, hardwareOath","sms, password"]}
        """;

    [Fact]
    public async Task List_OfTheBuiltIn_IsGraphsOwn()
    {
        var expected = JsonNode.Parse(RepositoryFiles.Text("tests/AuthMethods.Tests/Features/AuthenticationStrengths/built-in.json")
            .Replace("{root}", "http://localhost", StringComparison.Ordinal));

        var answer = (await _admin.GetAnswerAsync($"{Strengths}?$filter=policyType eq 'builtIn'")).Is(HttpStatusCode.OK);

        Assert.True(JsonNode.DeepEquals(expected, answer.Json), answer.Text);
    }

    [Fact]
    public async Task Create_AnswersTheCustomStrength_CombinationsInNormalForm()
    {
        var created = (await _admin.PostAnswerAsync(Strengths, Contoso)).Is(HttpStatusCode.Created);

        Assert.EndsWith("/$metadata#policies/authenticationStrengthPolicies/$entity", (string)created.Json["@odata.context"]!, StringComparison.Ordinal);
        Assert.Equal(("custom", "mfa", "Contoso authentication level"),
            ((string)created.Json["policyType"]!, (string)created.Json["requirementsSatisfied"]!, (string)created.Json["displayName"]!));
        Assert.Equal(["password,hardwareOath", "password,sms"], Texts(created.Json["allowedCombinations"]));
        var id = (string)created.Json["id"]!;
        foreach (var address in new[] { $"{Strengths}/{id}", $"{Root}/policies/{id}" })
        {
            Assert.Equal(id, (string)(await _admin.GetAnswerAsync(address)).Is(HttpStatusCode.OK).Json["id"]!);
        }

        Assert.Equal(4, (await _admin.GetAnswerAsync($"{Root}/policies")).Value.Count);
    }

    [Theory]
    [InlineData("""["fido2"]""", "mfa")]
    [InlineData("""["fido2","sms"]""", "none")]
    [InlineData("""["password,x509CertificateSingleFactor"]""", "mfa")]
    public async Task Create_SatisfiesWhatEveryCombinationDoes(string combinations, string satisfied) =>
        Assert.Equal(satisfied, (string)(await _admin.PostAnswerAsync(
            Strengths, $$"""{"displayName":"x","allowedCombinations":{{combinations}}}""")).Is(HttpStatusCode.Created).Json["requirementsSatisfied"]!);

    [Theory]
    [InlineData("""{"allowedCombinations":["fido2"]}""", "displayName")]
    [InlineData("""{"displayName":" ","allowedCombinations":["fido2"]}""", "displayName")]
    [InlineData("""{"displayName":"x"}""", "allowedCombinations")]
    [InlineData("""{"displayName":"x","allowedCombinations":[]}""", "allowedCombinations")]
    public async Task Create_WithAnInvalidBody_Answers400(string body, string named) =>
        Assert.Contains(
            named, (await _admin.PostAnswerAsync(Strengths, body)).Is(HttpStatusCode.BadRequest, "badRequest").ErrorMessage, StringComparison.Ordinal);

    [Theory]
    [InlineData("""["voice"]""", "voice")]
    [InlineData("""["fido2","password,fido2"]""", "password,fido2")]
    [InlineData("""["telepathy","fido2","1"]""", "telepathy, 1")]
    [InlineData("""["qrCodePin,password"]""", "qrCodePin,password")]
    public async Task UnknownCombinations_Answer400AndAreNamed(string combinations, string named)
    {
        var id = await CreateAsync(Contoso);

        foreach (var refused in new[]
        {
            await _admin.PostAnswerAsync(Strengths, $$"""{"displayName":"x","allowedCombinations":{{combinations}}}"""),
            await _admin.PostAnswerAsync($"{Strengths}/{id}/updateAllowedCombinations", $$"""{"allowedCombinations":{{combinations}}}"""),
        })
        {
            Assert.Equal(
                $"Invalid authentication method mode combination(s): {named}", refused.Is(HttpStatusCode.BadRequest, "badRequest").ErrorMessage);
        }
    }

    [Fact]
    public async Task QrCodePin_IsACombinationAlone()
    {
        var created = (await _admin.PostAnswerAsync(Strengths, """{"displayName":"Frontline","allowedCombinations":["QrCodePin"]}"""))
            .Is(HttpStatusCode.Created).Json;

        Assert.Equal(["qrCodePin"], Texts(created["allowedCombinations"]));
        Assert.Equal("none", (string)created["requirementsSatisfied"]!);
    }

    [Fact]
    public async Task Custom_IsRenamedAndDeleted()
    {
        var strength = $"{Strengths}/{await CreateAsync(Contoso)}";

        (await _admin.PatchAnswerAsync(strength, """{"displayName":"FIDO2 only","description":"An auth strength allowing only FIDO2 security keys."}"""))
            .Is(HttpStatusCode.NoContent);
        var changed = (await _admin.GetAnswerAsync(strength)).Json;
        Assert.Equal(("FIDO2 only", "An auth strength allowing only FIDO2 security keys."), ((string)changed["displayName"]!, (string)changed["description"]!));
        Assert.True((DateTimeOffset)changed["createdDateTime"]! < (DateTimeOffset)changed["modifiedDateTime"]!);
        (await _admin.PatchAnswerAsync(strength, """{"allowedCombinations":["fido2"]}""")).Is(HttpStatusCode.BadRequest, "badRequest");

        (await _admin.DeleteAnswerAsync(strength)).Is(HttpStatusCode.NoContent);
        (await _admin.GetAnswerAsync(strength)).Is(HttpStatusCode.NotFound, "resourceNotFound");
        var records = await _tenant.Server.QueryAsync(_tenant.Id, db =>
            db.AuditRecords.Where(a => a.ActorUserId != null)
                .OrderBy(a => a.ActivityDateTime).ThenBy(a => a.Id).Select(a => a.ActivityDisplayName).ToListAsync());
        Assert.Equal(["Authentication Strength Policy Create", "Authentication Strength Policy Update", "Authentication Strength Policy Delete"], records);
    }

    [Fact]
    public async Task BuiltIn_CannotBeChanged()
    {
        (await _admin.PatchAnswerAsync($"{Strengths}/{BuiltIn}", """{"displayName":"Mine"}""")).Is(HttpStatusCode.BadRequest, "badRequest");
        (await _admin.DeleteAnswerAsync($"{Strengths}/{BuiltIn}")).Is(HttpStatusCode.BadRequest, "badRequest");
        (await _admin.PostAnswerAsync($"{Strengths}/{BuiltIn}/updateAllowedCombinations", """{"allowedCombinations":["sms"]}"""))
            .Is(HttpStatusCode.BadRequest, "badRequest");
        (await _admin.PostAnswerAsync($"{Strengths}/{BuiltIn}/combinationConfigurations", CombinationConfigurationTests.Keys))
            .Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task UpdateAllowedCombinations_ReplacesThemAndAnswersBoth()
    {
        var id = await CreateAsync("""{"displayName":"x","allowedCombinations":["fido2","password,voice"]}""");

        var answer = (await _admin.PostAnswerAsync($"{Strengths}/{id}/updateAllowedCombinations", """{"allowedCombinations":["password, voice"]}"""))
            .Is(HttpStatusCode.OK);

        Assert.Equal(["fido2", "password,voice"], Texts(answer.Json["previousCombinations"]));
        Assert.Equal(["password,voice"], Texts(answer.Json["currentCombinations"]));
        Assert.Equal(("", 0), ((string)answer.Json["additionalInformation"]!, answer.Json["conditionalAccessReferences"]!.AsArray().Count));
        Assert.Equal(["password,voice"], Texts((await _admin.GetAnswerAsync($"{Strengths}/{id}")).Json["allowedCombinations"]));
    }

    [Fact]
    public async Task Usage_IsEmpty_AndUnknownIsNotFound()
    {
        var usage = (await _admin.GetAnswerAsync($"{Strengths}/{BuiltIn}/usage")).Is(HttpStatusCode.OK).Json;
        Assert.Equal((0, 0), (usage["mfa"]!.AsArray().Count, usage["none"]!.AsArray().Count));

        (await _admin.GetAnswerAsync($"{Strengths}/{Guid.NewGuid()}/usage")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        (await _admin.GetAnswerAsync($"{Strengths}/nonsense")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/policies")]
    [InlineData("/policies/00000000-0000-0000-0000-000000000002")]
    [InlineData("/policies/00000000-0000-0000-0000-000000000002/usage")]
    [InlineData("/policies/00000000-0000-0000-0000-000000000002/combinationConfigurations")]
    [InlineData("/policies/findByMethodMode(authenticationMethodModes=['sms'])")]
    [InlineData("/authenticationMethodModes")]
    [InlineData("/authenticationMethodModes/sms")]
    [InlineData("/combinations")]
    public async Task FormerName_OnBeta_ServesTheSame(string below)
    {
        var named = (await _admin.GetAnswerAsync($"/beta/identity/conditionalAccess/authenticationStrength{below}")).Is(HttpStatusCode.OK);

        Assert.Equal(named.Text, (await _admin.GetAnswerAsync($"/beta/identity/conditionalAccess/authenticationStrengths{below}")).Is(HttpStatusCode.OK).Text);
        (await _admin.GetAnswerAsync($"/v1.0/identity/conditionalAccess/authenticationStrengths{below}")).Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Fact]
    public async Task Root_HasCombinationsAndModes()
    {
        var combinations = Texts((await _admin.GetAnswerAsync($"{Root}/combinations")).Is(HttpStatusCode.OK).Json["value"]);
        Assert.Equal((22, "windowsHelloForBusiness", "email"), (combinations.Length, combinations[0], combinations[^1]));
        Assert.Equal(combinations, Texts((await _admin.GetAnswerAsync(Root)).Is(HttpStatusCode.OK).Json["combinations"]));
        Assert.Equal(15, (await _admin.GetAnswerAsync($"{Root}/authenticationMethodModes")).Is(HttpStatusCode.OK).Value.Count);
        Assert.Equal(
            "FIDO2 Security Key",
            (string)(await _admin.GetAnswerAsync($"{Root}/authenticationMethodModes/FIDO2")).Is(HttpStatusCode.OK).Json["displayName"]!);
        (await _admin.GetAnswerAsync($"{Root}/authenticationMethodModes/telepathy")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Theory]
    [InlineData("security.reader", HttpStatusCode.OK)]
    [InlineData("global.reader", HttpStatusCode.OK)]
    [InlineData("auth.policy.admin", HttpStatusCode.Forbidden)]
    [InlineData("balas", HttpStatusCode.Forbidden)]
    public async Task Role_DecidesWhoReads_AndNoneOfTheseWrites(string alias, HttpStatusCode read)
    {
        var caller = await _tenant.AsAsync(alias);

        (await caller.GetAnswerAsync(Strengths)).Is(read, read == HttpStatusCode.OK ? null : "accessDenied");
        (await caller.PostAnswerAsync(Strengths, Contoso)).Is(HttpStatusCode.Forbidden, "accessDenied");
    }

    private async Task<string> CreateAsync(string body) => (string)(await _admin.PostAnswerAsync(Strengths, body)).Is(HttpStatusCode.Created).Json["id"]!;

    private static string[] Texts(JsonNode? array) => [.. array!.AsArray().Select(t => (string)t!)];
}
