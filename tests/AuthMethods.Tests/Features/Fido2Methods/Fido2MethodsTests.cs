using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Tests.Features.Fido2Methods;

public sealed class Fido2MethodsTests() : AdminTests("auth.admin")
{
    private string Balas => $"/v1.0/users/{_tenant.Name("balas")}/authentication/fido2Methods";

    [Fact]
    public async Task CreationOptions_AreThoseOfWebAuthnForTheUser()
    {
        var before = _tenant.Server.Clock.GetUtcNow();
        var answer = (await _admin.GetAnswerAsync($"{Balas}/creationOptions")).Is(HttpStatusCode.OK);

        Assert.EndsWith("/v1.0/$metadata#microsoft.graph.webauthnCredentialCreationOptions", (string?)answer.Json["@odata.context"], StringComparison.Ordinal);
        AssertExpires(answer, before, minutes: 5);
        var key = answer.Json["publicKey"]!;
        Assert.Equal("""{"id":"localhost","name":"AuthMethods"}""", key["rp"]!.ToJsonString());
        Assert.Equal(_tenant.Name("balas"), (string?)key["user"]!["name"]);
        Assert.Equal("Balas Jansen", (string?)key["user"]!["displayName"]);
        Assert.Equal(43, ((string)key["challenge"]!).Length);
        Assert.Equal([-7, -257], key["pubKeyCredParams"]!.AsArray().Select(p => (int)p!["alg"]!));
        Assert.Equal(60_000, (int)key["timeout"]!);
        Assert.Empty(key["excludeCredentials"]!.AsArray());
        Assert.Equal(
            """{"authenticatorAttachment":"cross-platform","requireResidentKey":true,"userVerification":"required"}""",
            key["authenticatorSelection"]!.ToJsonString());
        Assert.Equal("direct", (string?)key["attestation"]);
        Assert.Equal("{}", key["extensions"]!.ToJsonString());
    }

    [Theory]
    [InlineData("creationOptions()")]
    [InlineData("CREATIONOPTIONS")]
    [InlineData("creationOptions%28%29")]
    public async Task CreationOptions_InOtherSpellings_AreTheSame(string function) =>
        (await _admin.GetAnswerAsync($"{Balas}/{function}")).Is(HttpStatusCode.OK);

    [Fact]
    public async Task CreationOptions_GiveANewChallengeEachTimeAndNameWhatThereIs()
    {
        using var authenticator = new SoftwareAuthenticator();
        (await _admin.RegisterAsync(Balas, authenticator)).Is(HttpStatusCode.Created);

        var (first, second) = (await _admin.OptionsAsync(Balas), await _admin.OptionsAsync(Balas));

        Assert.NotEqual((string?)first["publicKey"]!["challenge"], (string?)second["publicKey"]!["challenge"]);
        var excluded = Assert.Single(first["publicKey"]!["excludeCredentials"]!.AsArray())!;
        Assert.Equal(System.Buffers.Text.Base64Url.EncodeToString(authenticator.CredentialId), (string?)excluded["id"]);
        Assert.Equal("public-key", (string?)excluded["type"]);
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("43200", 43_200)]
    public async Task CreationOptions_WithATimeout_AreForAsLong(string sent, int minutes)
    {
        var before = _tenant.Server.Clock.GetUtcNow();
        var options =
            (await _admin.GetAnswerAsync($"{Balas.Replace("v1.0", "beta", StringComparison.Ordinal)}/creationOptions(challengeTimeoutInMinutes={sent})"))
                .Is(HttpStatusCode.OK);

        AssertExpires(options, before, minutes);
    }

    [Theory]
    [InlineData("beta", "challengeTimeoutInMinutes=4", "badRequest")]
    [InlineData("beta", "challengeTimeoutInMinutes=43201", "badRequest")]
    [InlineData("beta", "challengeTimeoutInMinutes=soon", "badRequest")]
    [InlineData("beta", "timeout=10", "BadRequest")]
    [InlineData("v1.0", "challengeTimeoutInMinutes=10", "BadRequest")]
    public async Task CreationOptions_WithAnInvalidTimeout_Answer400(string version, string argument, string code) =>
        (await _admin.GetAnswerAsync($"{Balas.Replace("v1.0", version, StringComparison.Ordinal)}/creationOptions({argument})"))
            .Is(HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task Create_WithWhatAnAuthenticatorMade_Answers201WithThePasskey()
    {
        using var authenticator = new SoftwareAuthenticator();

        var created = (await _admin.RegisterAsync(Balas, authenticator, "Red key")).Is(HttpStatusCode.Created);

        Assert.EndsWith("/authentication/fido2Methods/$entity", (string?)created.Json["@odata.context"], StringComparison.Ordinal);
        var id = (string?)created.Json["id"];
        Assert.Equal(
            $$"""{"id":"{{id}}","displayName":"Red key","aaGuid":"2fc0579f-8113-47ea-b116-bb5a8db9202a","model":"YubiKey"""
                + """ 5 Series with NFC","attestationCertificates":[],"attestationLevel":"notAttested","passkeyType":"deviceBound"}""",
            Without(created.Json, "@odata.context", "createdDateTime"));
        var found = (await _admin.GetAnswerAsync(created.Headers.Location!.ToString())).Is(HttpStatusCode.OK);
        Assert.Equal(id, (string?)found.Json["id"]);
        Assert.Equal(id, (string?)(await _admin.GetAnswerAsync(Balas)).Value.Single()!["id"]);
        Assert.Equal("1", (await _admin.GetAnswerAsync($"{Balas}/$count")).Text);
        var mixed = (await _admin.GetAnswerAsync(Balas.Replace("fido2Methods", "methods", StringComparison.Ordinal))).Value;
        Assert.Contains(mixed, m => (string?)m!["@odata.type"] == "#microsoft.graph.fido2AuthenticationMethod" && (string?)m["id"] == id);
    }

    [Fact]
    public async Task Create_WithAnUnknownMakeAndNoName_ShowsNull()
    {
        using var authenticator = new SoftwareAuthenticator { AaGuid = Guid.Empty };

        var created = (await _admin.RegisterAsync(Balas, authenticator, displayName: null)).Is(HttpStatusCode.Created).Json;

        Assert.Null(created["displayName"]);
        Assert.Null(created["model"]);
    }

    [Fact]
    public async Task Create_InTheOtherBase64_IsTheSame()
    {
        using var authenticator = new SoftwareAuthenticator();
        var options = await _admin.OptionsAsync(Balas);

        (await _admin.PostAnswerAsync(Balas, authenticator.Make(options, encode: Convert.ToBase64String).ToJsonString())).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Create_WithAChallengeThatWasAnswered_Answers400()
    {
        using var first = new SoftwareAuthenticator();
        using var second = new SoftwareAuthenticator();
        var options = await _admin.OptionsAsync(Balas);
        (await _admin.PostAnswerAsync(Balas, first.Make(options).ToJsonString())).Is(HttpStatusCode.Created);

        var refused = await _admin.PostAnswerAsync(Balas, second.Make(options).ToJsonString());

        Assert.Contains("challenge", refused.Is(HttpStatusCode.BadRequest, "badRequest").ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WithAChallengeTwiceAtOnce_IsDoneOnce()
    {
        using var first = new SoftwareAuthenticator();
        using var second = new SoftwareAuthenticator();
        var options = await _admin.OptionsAsync(Balas);

        var answers = await Task.WhenAll(
            _admin.PostAnswerAsync(Balas, first.Make(options).ToJsonString()), _admin.PostAnswerAsync(Balas, second.Make(options).ToJsonString()));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.BadRequest], answers.Select(a => a.Status).Order());
        Assert.Single((await _admin.GetAnswerAsync(Balas)).Value);
    }

    [Fact]
    public async Task Create_WithAnotherUsersChallenge_Answers400()
    {
        using var authenticator = new SoftwareAuthenticator();
        var options = await _admin.OptionsAsync(Balas);

        (await _admin.PostAnswerAsync(Balas.Replace("balas", "megan", StringComparison.Ordinal), authenticator.Make(options).ToJsonString()))
            .Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task Create_AfterAMistake_CanBeTriedAgainWithTheSameChallenge()
    {
        using var wrong = new SoftwareAuthenticator { Origin = "https://login.evil.example" };
        using var right = new SoftwareAuthenticator();
        var options = await _admin.OptionsAsync(Balas);
        (await _admin.PostAnswerAsync(Balas, wrong.Make(options).ToJsonString())).Is(HttpStatusCode.BadRequest, "badRequest");

        (await _admin.PostAnswerAsync(Balas, right.Make(options).ToJsonString())).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Create_OfACredentialThatAnotherUserHas_Answers400()
    {
        using var authenticator = new SoftwareAuthenticator();
        (await _admin.RegisterAsync(Balas, authenticator)).Is(HttpStatusCode.Created);

        var refused = await _admin.RegisterAsync(Balas.Replace("balas", "megan", StringComparison.Ordinal), authenticator);

        Assert.Contains("already registered", refused.Is(HttpStatusCode.BadRequest, "badRequest").ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_OfTheEleventh_Answers400()
    {
        for (var i = 0; i < 10; i++)
        {
            using var authenticator = new SoftwareAuthenticator();
            (await _admin.RegisterAsync(Balas, authenticator, $"Key {i}")).Is(HttpStatusCode.Created);
        }

        using var eleventh = new SoftwareAuthenticator();
        (await _admin.RegisterAsync(Balas, eleventh)).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"Key {i}"), (await _admin.GetAnswerAsync(Balas)).Value.Select(p => (string?)p!["displayName"]));
    }

    [Fact]
    public async Task Create_ForAGuest_Answers400()
    {
        var admin = await _tenant.AsAsync("global.admin");
        var guest = $"/v1.0/users/{Uri.EscapeDataString(_tenant.Name("guest_fabrikam.com#EXT#"))}/authentication/fido2Methods";

        (await admin.GetAnswerAsync($"{guest}/creationOptions")).Is(HttpStatusCode.BadRequest, "badRequest");
        (await admin.PostAnswerAsync(guest, """{"publicKeyCredential":{"id":"AAAA","response":{"clientDataJSON":"e30","attestationObject":"oA"}}}"""))
            .Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Theory]
    [InlineData("""{"displayName":"no credential"}""")]
    [InlineData("""{"publicKeyCredential":null}""")]
    [InlineData("""{"publicKeyCredential":{}}""")]
    [InlineData("""{"publicKeyCredential":{"id":"AAAA"}}""")]
    [InlineData("""{"publicKeyCredential":{"id":"AAAA","response":{}}}""")]
    [InlineData("""{"publicKeyCredential":{"id":"AAAA","response":{"clientDataJSON":"%","attestationObject":"oA"}}}""")]
    [InlineData("""{"publicKeyCredential":{"id":"AAAA","response":{"clientDataJSON":"AAAA","attestationObject":"oA"}}}""")]
    [InlineData("""{"publicKeyCredential":{"id":"AAAA","response":{"clientDataJSON":"e30","attestationObject":"oA"}}}""")]
    [InlineData("""{"publicKeyCredential":{"id":"AAAA","response":{"clientDataJSON":"W10","attestationObject":"oA"}}}""")]
    [InlineData(
        """{"publicKeyCredential":{"id":"AAAA","response":"""
            + """{"clientDataJSON":"eyJjaGFsbGVuZ2UiOiJBQUFBIiwiY2hhbGxlbmdlIjoiQkJCQiJ9","attestationObject":"oA"}}}""")]
    [InlineData("""{"publicKeyCredential":{"id":"AAAA","response":{"clientDataJSON":"eyJjaGFsbGVuZ2UiOiJcdTAwMDAifQ","attestationObject":"oA"}}}""")]
    [InlineData("""{"displayName":"","publicKeyCredential":{"id":"AAAA","response":{"clientDataJSON":"e30","attestationObject":"oA"}}}""")]
    public async Task Create_WithAnythingElse_Answers400(string body) =>
        (await _admin.PostAnswerAsync(Balas, body)).Is(HttpStatusCode.BadRequest, "badRequest");

    [Fact]
    public async Task Create_ByTheUserThemself_IsAllowed()
    {
        var balas = await _tenant.AsAsync("balas", "UserAuthMethod-Passkey.ReadWrite");
        using var authenticator = new SoftwareAuthenticator();

        (await balas.RegisterAsync("/v1.0/me/authentication/fido2Methods", authenticator)).Is(HttpStatusCode.Created);

        Assert.Equal("User registered passkey method", await _tenant.Server.QueryAsync(_tenant.Id, db =>
            db.AuditRecords.Where(a => a.ActivityDisplayName == "User registered security info").Select(a => a.ResultReason).SingleAsync()));
        Assert.Equal(
            1,
            await _tenant.Server.QueryAsync(_tenant.Id, db => db.AuditRecords.CountAsync(a => a.ActivityDisplayName == "Get passkey creation options")));
    }

    [Fact]
    public async Task Update_OnBeta_RenamesAndOnV1IsNotThere()
    {
        using var authenticator = new SoftwareAuthenticator();
        var id = (string?)(await _admin.RegisterAsync(Balas, authenticator)).Is(HttpStatusCode.Created).Json["id"];

        var refused = (await _admin.PatchAnswerAsync($"{Balas}/{id}", """{"displayName":"Blue key"}"""))
            .Is(HttpStatusCode.MethodNotAllowed, "methodNotAllowed");
        Assert.Equal("The method is not supported for this URL.", refused.ErrorMessage);
        Assert.Equal(refused.ErrorMessage, (string?)refused.Json["error"]!["innerError"]!["message"]);
        (await _admin.PutAnswerAsync(Balas, "{}")).Is(HttpStatusCode.MethodNotAllowed, "methodNotAllowed");
        (await _admin.PatchAnswerAsync($"{Balas.Replace("v1.0", "beta", StringComparison.Ordinal)}/{id}", """{"displayName":"Blue key"}"""))
            .Is(HttpStatusCode.NoContent);

        Assert.Equal("Blue key", (string?)(await _admin.GetAnswerAsync($"{Balas}/{id}")).Json["displayName"]);
    }

    [Fact]
    public async Task DisplayName_OfMoreThanThirtyCharacters_Answers400()
    {
        using var authenticator = new SoftwareAuthenticator();
        var refused = (await _admin.RegisterAsync(Balas, authenticator, new string('k', 31))).Is(HttpStatusCode.BadRequest, "badRequest");
        Assert.Equal("Invalid value specified for property 'displayName'.", refused.ErrorMessage);

        var id = (string?)(await _admin.RegisterAsync(Balas, authenticator, new string('k', 30))).Is(HttpStatusCode.Created).Json["id"];
        (await _admin.PatchAnswerAsync(
            $"{Balas.Replace("v1.0", "beta", StringComparison.Ordinal)}/{id}", $$"""{"displayName":"{{new string('l', 31)}}"}"""))
            .Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"{}\"")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Create_WithABodyThatIsNoObject_Answers400AndSaysWhatIsMissing(string? body) => Assert.Equal(
        "The request is missing a fido2AuthenticationMethod entity",
        (await _admin.PostAnswerAsync(Balas, body)).Is(HttpStatusCode.BadRequest, "BadRequest").ErrorMessage);

    [Fact]
    public async Task Create_WithClientExtensionResults_AcceptsThem()
    {
        using var authenticator = new SoftwareAuthenticator();
        var passkey = authenticator.Make(await _admin.OptionsAsync(Balas), "Key");
        passkey["publicKeyCredential"]!["clientExtensionResults"] = 7;
        Assert.Equal(
            "Cannot convert the literal '7' to the expected type 'Edm.ComplexType'.",
            (await _admin.PostAnswerAsync(Balas, passkey.ToJsonString())).Is(HttpStatusCode.BadRequest, "BadRequest").ErrorMessage);
        passkey["publicKeyCredential"]!["clientExtensionResults"] = new JsonObject { ["credProps"] = new JsonObject { ["rk"] = true } };

        (await _admin.PostAnswerAsync(Balas, passkey.ToJsonString())).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Delete_Answers204AndTheCredentialCanBeRegisteredAgain()
    {
        using var authenticator = new SoftwareAuthenticator();
        var id = (string?)(await _admin.RegisterAsync(Balas, authenticator)).Is(HttpStatusCode.Created).Json["id"];

        (await _admin.DeleteAnswerAsync($"{Balas}/{id}")).Is(HttpStatusCode.NoContent);

        (await _admin.GetAnswerAsync($"{Balas}/{id}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        (await _admin.DeleteAnswerAsync($"{Balas}/{id}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        (await _admin.RegisterAsync(Balas, authenticator)).Is(HttpStatusCode.Created);
    }

    /// <summary>Asserts that a challenge made between then and now is valid for so many minutes; it expires at a whole second.</summary>
    private void AssertExpires(Answer options, DateTimeOffset then, int minutes) => Assert.InRange(
        DateTimeOffset.Parse((string)options.Json["challengeTimeoutDateTime"]!, null),
        then.AddMinutes(minutes).AddSeconds(-1),
        _tenant.Server.Clock.GetUtcNow().AddMinutes(minutes));

    private static string Without(JsonNode json, params string[] names)
    {
        var copy = json.DeepClone().AsObject();
        foreach (var name in names) Assert.True(copy.Remove(name));
        return copy.ToJsonString();
    }
}
