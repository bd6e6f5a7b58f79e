using System.Globalization;
using System.Net;
using System.Text.Json;
using AuthMethods.Tests.Server;
using FsCheck;
using FsCheck.Fluent;

namespace AuthMethods.Tests.Wire;

/// <summary>Text is read as a number or a Boolean wherever one is expected; what can't be converted is refused with one message.</summary>
public sealed class LiteralTests() : AdminTests("global.admin")
{
    private const string Policy = "/beta/policies/authenticationMethodsPolicy";
    private const string Configurations = Policy + "/authenticationMethodConfigurations";

    private string Kim => $"/v1.0/users/{_tenant.Name("kim")}";

    [Fact]
    public async Task Integers_SentAsText_AreReadAsTheSameValue() => await CheckAsync(Prop.ForAll(
        Gen.OneOf(Gen.Choose(-3, 100), Gen.Choose(int.MinValue, int.MaxValue), Gen.Elements(int.MinValue, int.MaxValue)).ToArbitrary(), number =>
        {
            var text = number.ToString(CultureInfo.InvariantCulture);
            var (asNumber, asText) = (SetReconfirmation(text), SetReconfirmation($"\"{text}\""));
            return (asNumber == asText && asNumber == SetReconfirmation($"\" {text} \"")).Label($"{number}: {asNumber}, {asText}");
        }));

    [Fact]
    public async Task Booleans_SentAsText_AreReadAsTheSameValue()
    {
        var texts =
            from value in Gen.Elements("true", "false")
            from capitals in Gen.ArrayOf(Gen.Elements(true, false), value.Length)
            select string.Concat(value.Select((letter, i) => capitals[i] ? char.ToUpperInvariant(letter) : letter));
        await CheckAsync(Prop.ForAll(texts.ToArbitrary(), text =>
        {
            _admin.PatchAnswerAsync(Kim, $$"""{"accountEnabled":"{{text}}"}""").GetAwaiter().GetResult().Is(HttpStatusCode.NoContent);
            var kim = _admin.GetAnswerAsync($"{Kim}?$select=accountEnabled").GetAwaiter().GetResult();
            return ((bool)kim.Json["accountEnabled"]! == bool.Parse(text)).Label(text);
        }));
    }

    [Fact]
    public async Task Text_ThatDoesNotParse_Answers400WithTheLiteralAndTheType()
    {
        var places = new (string Verb, string Path, string Body, string Type, string Code)[]
        {
            ("PATCH", Policy, """{"reconfirmationInDays":?}""", "Edm.Int32", "badRequest"),
            ("PATCH", Policy, """{"registrationEnforcement":{"authenticationMethodsRegistrationCampaign":{"snoozeDurationInDays":?}}}""",
                "Edm.Int32", "badRequest"),
            ("PATCH", $"{Configurations}/Fido2", """{"isAttestationEnforced":?}""", "Edm.Boolean", "badRequest"),
            ("PATCH", $"{Configurations}/Sms", """{"includeTargets":[{"id":"all_users","isUsableForSignIn":?}]}""", "Edm.Boolean", "badRequest"),
            ("PATCH", Kim, """{"accountEnabled":?}""", "Edm.Boolean", "Request_BadRequest"),
            ("PATCH", Kim, """{"passwordProfile":{"forceChangePasswordNextSignIn":?}}""", "Edm.Boolean", "Request_BadRequest"),
            ("POST", $"{Kim}/authentication/temporaryAccessPassMethods", """{"lifetimeInMinutes":?}""", "Edm.Int32", "BadRequest"),
            ("POST", $"{Kim}/getMemberGroups", """{"securityEnabledOnly":?}""", "Edm.Boolean", "BadRequest"),
            ("POST", "/beta/directory/authenticationMethodDevices/hardwareOathDevices", """{"timeIntervalInSeconds":?,"serialNumber":"1","manufacturer":"a","model":"b","secretKey":"JBSWY3DPEHPK3PXP"}""",
                "Edm.Int32", "BadRequest"),
        };
        var texts = Gen.ArrayOf(Gen.Elements("01aTrue lsf-+.é\"'{}[]:,".ToCharArray())).Select(letters => new string(letters))
            .Where(text => text.Length < 100 && !bool.TryParse(text, out _) && !int.TryParse(text, out _));
        var cases = from place in Gen.Elements(places) from text in texts select (Place: place, Text: text);
        await CheckAsync(Prop.ForAll(cases.ToArbitrary(), sent =>
        {
            var body = sent.Place.Body.Replace("?", JsonSerializer.Serialize(sent.Text), StringComparison.Ordinal);
            var refused = _admin.AnswerAsync(new(sent.Place.Verb), sent.Place.Path, body).GetAwaiter().GetResult();
            return (refused.Is(HttpStatusCode.BadRequest, sent.Place.Code).ErrorMessage
                == $"Cannot convert the literal '{sent.Text}' to the expected type '{sent.Place.Type}'.").Label($"{body}: {refused.Text}");
        }));
    }

    public static TheoryData<string, string, string, string, string> OtherTypes => new()
    {
        { "/authentication/emailMethods", """{"emailAddress":7}""", "7", "Edm.String", "BadRequest" },
        { "/authentication/emailMethods", """{"emailAddress":true}""", "True", "Edm.String", "BadRequest" },
        { "/authentication/emailMethods", """{"emailAddress":["a"]}""", """["a"]""", "Edm.String", "BadRequest" },
        { "/authentication/emailMethods", """{"emailAddress":{"a":null}}""", """{"a":null}""", "Edm.String", "BadRequest" },
        { "/authentication/temporaryAccessPassMethods", """{"lifetimeInMinutes":60.5}""", "60.5", "Edm.Int32", "BadRequest" },
        { "/authentication/temporaryAccessPassMethods", """{"lifetimeInMinutes":false}""", "False", "Edm.Int32", "BadRequest" },
        { "/authentication/temporaryAccessPassMethods", """{"isUsableOnce":1}""", "1", "Edm.Boolean", "BadRequest" },
        { "/authentication/temporaryAccessPassMethods", """{"startDateTime":"tomorrow"}""", "tomorrow", "Edm.DateTimeOffset", "BadRequest" },
        {
            "/authentication/temporaryAccessPassMethods", """{"startDateTime":"2030-01-01T10:00:00"}""", "2030-01-01T10:00:00",
            "Edm.DateTimeOffset", "BadRequest"
        },
        { "/authentication/phoneMethods", """{"phoneType":"fax","phoneNumber":"+1 5555550123"}""", "fax", "microsoft.graph.authenticationPhoneType", "badRequest" },
        { "/getMemberObjects", """{"securityEnabledOnly":[]}""", "[]", "Edm.Boolean", "BadRequest" },
        { "/checkMemberGroups", """{"groupIds":"a"}""", "a", "Collection(Edm.String)", "BadRequest" },
    };

    [Theory]
    [MemberData(nameof(OtherTypes))]
    public async Task Value_OfAnotherType_Answers400WithTheLiteralAndTheType(string below, string body, string literal, string type, string code)
    {
        var refused = (await _admin.PostAnswerAsync(Kim.Replace("kim", "balas", StringComparison.Ordinal) + below, body)).Is(HttpStatusCode.BadRequest, code);

        Assert.Equal($"Cannot convert the literal '{literal}' to the expected type '{type}'.", refused.ErrorMessage);
    }

    [Theory]
    [InlineData("Fido2", """{"defaultPasskeyProfile":"x"}""", "x", "Edm.Guid")]
    [InlineData("Sms", """{"state":"perhaps"}""", "perhaps", "microsoft.graph.authenticationMethodState")]
    [InlineData("Sms", """{"includeTargets":"all_users"}""", "all_users", "Collection(microsoft.graph.smsAuthenticationMethodTarget)")]
    [InlineData("Sms", """{"excludeTargets":[7]}""", "7", "microsoft.graph.excludeTarget")]
    [InlineData("VerifiableCredentials", """{"includeTargets":[{"id":"all_users","verifiedIdProfiles":["x"]}]}""", "x", "Edm.Guid")]
    public async Task Value_OfAnotherTypeInAPolicy_Answers400WithTheLiteralAndTheType(string id, string body, string literal, string type)
    {
        var refused = (await _admin.PatchAnswerAsync($"{Configurations}/{id}", body)).Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.Equal($"Cannot convert the literal '{literal}' to the expected type '{type}'.", refused.ErrorMessage);
    }

    [Fact]
    public async Task Literal_ThatIsLong_IsCut()
    {
        var refused = (await _admin.PatchAnswerAsync(Kim, $$"""{"accountEnabled":"{{new string('x', 10_000)}}"}""")).Is(HttpStatusCode.BadRequest);

        Assert.Equal($"Cannot convert the literal '{new string('x', 128)}…' to the expected type 'Edm.Boolean'.", refused.ErrorMessage);
    }

    [Fact]
    public async Task Actions_TakeTextForTheirNumbersAndBooleans()
    {
        (await _admin.PostAnswerAsync($"{Kim}/getMemberGroups", """{"securityEnabledOnly":"True"}""")).Is(HttpStatusCode.OK);
        (await _admin.PatchAnswerAsync($"{Configurations}/TemporaryAccessPass", """{"state":"enabled","isUsableOnce":"FALSE","defaultLength":"10"}"""))
            .Is(HttpStatusCode.NoContent);

        var pass = (await _admin.PostAnswerAsync(
            $"{Kim}/authentication/temporaryAccessPassMethods", """{"lifetimeInMinutes":"61","isUsableOnce":"true"}""")).Is(HttpStatusCode.Created).Json;

        Assert.Equal((61, true, 10), ((int)pass["lifetimeInMinutes"]!, (bool)pass["isUsableOnce"]!, ((string)pass["temporaryAccessPass"]!).Length));
    }

    /// <summary>Sets an integer of the policy, and returns the status, the error and the value that is then stored.</summary>
    private (HttpStatusCode Status, string? Error, string? Stored) SetReconfirmation(string value)
    {
        var set = _admin.PatchAnswerAsync(Policy, $$"""{"reconfirmationInDays":{{value}}}""").GetAwaiter().GetResult();
        var stored = _admin.GetAnswerAsync($"{Policy}?$select=reconfirmationInDays").GetAwaiter().GetResult().Json["reconfirmationInDays"];
        return (set.Status, set.Status == HttpStatusCode.OK ? null : set.ErrorMessage, stored?.ToJsonString());
    }

    // Not on xunit's few threads: each blocking wait would occupy one of them.
    private static Task CheckAsync(Property property) =>
        Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(20261129, 1), property));
}
