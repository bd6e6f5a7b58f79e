using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Policies;

public sealed class MethodConfigurationTests() : AdminTests("auth.policy.admin")
{
    private const string Configurations = "/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations";
    private const string Group = "b185b746-e7db-4fa2-bafc-69ecf18850dd";
    private const string Adatum = """
        {"@odata.type":"#microsoft.graph.externalAuthenticationMethodConfiguration","displayName":"Adatum","appId":"73f7c26a-7a24-4408-adfa-ff1ff19b5c10",
         "openIdConnectSetting":{"clientId":"966c7a17-8cb9-47a6-8504-c1e50b05f21d","discoveryUrl":"https://adatum.com/.well-known/openid-configuration"}}
        """;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        // The sample tenant has one external method that is not among the defaults.
        (await _admin.DeleteAnswerAsync(
            "/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/26310fee-860b-4eab-8749-ab730dcf335e"))
            .Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task TopLevelPath_ReadsChangesAndResetsTheSameConfigurations()
    {
        const string top = "/v1.0/authenticationMethodsPolicy/authenticationMethodConfigurations";
        Assert.Equal(
            (await _admin.GetAnswerAsync(Configurations)).Is(HttpStatusCode.OK).Text, (await _admin.GetAnswerAsync(top)).Is(HttpStatusCode.OK).Text);

        (await _admin.PatchAnswerAsync($"{top}/sms", """{"state":"enabled"}""")).Is(HttpStatusCode.NoContent);
        Assert.Equal("enabled", (string?)(await _admin.GetAnswerAsync($"{Configurations}/sms")).Json["state"]);
        (await _admin.DeleteAnswerAsync($"{top}/sms")).Is(HttpStatusCode.NoContent);
        Assert.Equal((await _admin.GetAnswerAsync($"{Configurations}/sms")).Text, (await _admin.GetAnswerAsync($"{top}/sms")).Text);
    }

    [Fact]
    public async Task List_IsTheConfigurationsOfThePolicy()
    {
        var answer = (await _admin.GetAnswerAsync(Configurations)).Is(HttpStatusCode.OK);

        Assert.EndsWith(
            "/$metadata#policies/authenticationMethodsPolicy/authenticationMethodConfigurations",
            (string)answer.Json["@odata.context"]!,
            StringComparison.Ordinal);
        Assert.Equal(
            [
                "Fido2", "MicrosoftAuthenticator", "Sms", "TemporaryAccessPass", "SoftwareOath", "Voice", "Email", "X509Certificate",
                "VerifiableCredentials", "QRCodePin",
            ],
            answer.Value.Select(c => (string)c!["id"]!));
        Assert.Contains(
            "HardwareOath",
            (await _admin.GetAnswerAsync(Configurations.Replace("v1.0", "beta", StringComparison.Ordinal))).Value.Select(c => (string)c!["id"]!));
        Assert.Equal(["Fido2"], (await _admin.GetAnswerAsync($"{Configurations}?$filter=id eq 'Fido2'")).Value.Select(c => (string)c!["id"]!));
    }

    [Theory]
    [InlineData("temporaryaccesspass", "TemporaryAccessPass", "temporaryAccessPass")]
    [InlineData("FIDO2", "Fido2", "fido2")]
    [InlineData("qrCodePin", "QRCodePin", "qrCodePin")]
    [InlineData("X509Certificate", "X509Certificate", "x509Certificate")]
    public async Task Get_InAnyCase_AnswersTheIdAndTypeAsGraphSpellsThem(string asked, string id, string type)
    {
        var configuration = (await _admin.GetAnswerAsync($"{Configurations}/{asked}")).Is(HttpStatusCode.OK).Json;

        Assert.EndsWith("/$metadata#authenticationMethodConfigurations/$entity", (string)configuration["@odata.context"]!, StringComparison.Ordinal);
        Assert.Equal(($"#microsoft.graph.{type}AuthenticationMethodConfiguration", id), ((string)configuration["@odata.type"]!, (string)configuration["id"]!));
        Assert.EndsWith(
            $"/$metadata#policies/authenticationMethodsPolicy/authenticationMethodConfigurations('{id}')/"
                + $"microsoft.graph.{type}AuthenticationMethodConfiguration/includeTargets",
            (string)configuration["includeTargets@odata.context"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task UnknownOrBetasOwn_Answers404(string verb)
    {
        foreach (var id in new[] { "Carrier-Pigeon", "b183b746-e7db-4fa2-bafc-69ecf18850dd", "HardwareOath" })
        {
            (await _admin.AnswerAsync(new(verb), $"{Configurations}/{id}", verb == "PATCH" ? """{"state":"enabled"}""" : null))
                .Is(HttpStatusCode.NotFound, "resourceNotFound");
        }

        (await _admin.GetAnswerAsync($"{Configurations.Replace("v1.0", "beta", StringComparison.Ordinal)}/hardwareOath")).Is(HttpStatusCode.OK);
    }

    public static TheoryData<string, string> DocumentedChanges => new()
    {
        { "fido2", """{"@odata.type":"#microsoft.graph.fido2AuthenticationMethodConfiguration","state":"enabled","isAttestationEnforced":"true"}""" },
        {
            "qrCodePin",
            """{"@odata.type":"microsoft.graph.qrCodePinAuthenticationMethodConfiguration","state":"enabled","includeTargets":["""
                + $$"""{"targetType":"group","id":"{{Group}}"}],"standardQRCodeLifetimeInDays":395,"pinLength":10}"""
        },
        { "temporaryAccessPass", """{"@odata.type":"#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration","isUsableOnce":true}""" },
        {
            "x509Certificate",
            """{"@odata.type":"#microsoft.graph."""
                + """x509CertificateAuthenticationMethodConfiguration","id":"X509Certificate","state":"enabled","certificateUserBindings":["""
                + """{"x509CertificateField":"PrincipalName","userProperty":"onPremisesUserPrincipalName","priority":1}]"""
                + ""","authenticationModeConfiguration":{"x509CertificateAuthenticationDefaultMode":"x509CertificateMultiFactor","rules":["""
                + """{"x509CertificateRuleType":"issuerSubject","identifier":"CN=ContosoCA,DC=Contoso,"""
                + """DC=org ","x509CertificateAuthenticationMode":"x509CertificateMultiFactor"},"""
                + """{"x509CertificateRuleType":"policyOID","identifier":"1.2.3.4","x509CertificateAuthenticationMode":"x509CertificateMultiFactor"}]}"""
                + ""","includeTargets":[{"targetType":"group","id":"all_users","isRegistrationRequired":false}]}"""
        },
        {
            "microsoftAuthenticator",
            """{"featureSettings":{"displayAppInformationRequiredState":{"state":"enabled"}}"""
                + ""","includeTargets":[{"id":"all_users","authenticationMode":"push"}]}"""
        },
        { "email", """{"state":"disabled","allowExternalIdToUseEmailOtp":"disabled"}""" },
        { "voice", """{"isOfficePhoneAllowed":true}""" },
        { "verifiableCredentials", $$"""{"state":"enabled","includeTargets":[{"id":"{{Group}}","verifiedIdProfiles":["{{Group}}"]}]}""" },
    };

    [Theory]
    [MemberData(nameof(DocumentedChanges))]
    public async Task Update_Answers204AndShowsWhatWasSentBesideWhatWasThere(string id, string body)
    {
        var before = (await _admin.GetAnswerAsync($"{Configurations}/{id}")).Json.AsObject();

        Assert.Equal("", (await _admin.PatchAnswerAsync($"{Configurations}/{id}", body)).Is(HttpStatusCode.NoContent).Text);

        var after = (await _admin.GetAnswerAsync($"{Configurations}/{id}")).Json.AsObject();
        Assert.Equal(before.Select(p => p.Key), after.Select(p => p.Key));
        var sent = JsonNode.Parse(body)!.AsObject().Where(p => !p.Key.StartsWith('@')).ToDictionary(p => p.Key, p => p.Value);
        Assert.All(sent, p => AssertHolds(p.Value!, after[p.Key]!));
        Assert.All(before.Where(p => !sent.ContainsKey(p.Key) && p.Key != "passkeyProfiles"), p =>
            Assert.True(JsonNode.DeepEquals(p.Value, after[p.Key]), p.Key));
    }

    [Fact]
    public async Task RequireCertificateSidAlignment_IsOffByDefaultAndOnBetaAlone()
    {
        var beta = Configurations.Replace("v1.0", "beta", StringComparison.Ordinal) + "/X509Certificate";
        Assert.False((bool)(await _admin.GetAnswerAsync(beta)).Json["requireCertificateSidAlignment"]!);

        (await _admin.PatchAnswerAsync(beta, """{"requireCertificateSidAlignment":true}""")).Is(HttpStatusCode.NoContent);

        Assert.True((bool)(await _admin.GetAnswerAsync(beta)).Json["requireCertificateSidAlignment"]!);
        Assert.Null((await _admin.GetAnswerAsync($"{Configurations}/X509Certificate")).Json["requireCertificateSidAlignment"]);
        (await _admin.PatchAnswerAsync($"{Configurations}/X509Certificate", """{"requireCertificateSidAlignment":false}"""))
            .Is(HttpStatusCode.BadRequest, "BadRequest");
    }

    [Fact]
    public async Task Delete_TakesBackToTheDefaults()
    {
        var fresh = (await _admin.GetAnswerAsync($"{Configurations}/TemporaryAccessPass")).Text;
        (await _admin.PatchAnswerAsync($"{Configurations}/TemporaryAccessPass", """{"state":"disabled","maximumLifetimeInMinutes":1440}"""))
            .Is(HttpStatusCode.NoContent);
        Assert.NotEqual(fresh, (await _admin.GetAnswerAsync($"{Configurations}/TemporaryAccessPass")).Text);

        (await _admin.DeleteAnswerAsync($"{Configurations}/temporaryaccesspass")).Is(HttpStatusCode.NoContent);

        Assert.Equal(fresh, (await _admin.GetAnswerAsync($"{Configurations}/TemporaryAccessPass")).Text);
    }

    [Theory]
    [InlineData("TemporaryAccessPass", """{"minimumLifetimeInMinutes":9}""", "badRequest", "minimumLifetimeInMinutes")]
    [InlineData("TemporaryAccessPass", """{"maximumLifetimeInMinutes":43201}""", "badRequest", "maximumLifetimeInMinutes")]
    [InlineData("TemporaryAccessPass", """{"minimumLifetimeInMinutes":100}""", "badRequest", "defaultLifetimeInMinutes")]
    [InlineData("TemporaryAccessPass", """{"defaultLength":49}""", "badRequest", "defaultLength")]
    [InlineData("TemporaryAccessPass", """{"defaultLength":8.5}""", "badRequest", "literal '8.5' to the expected type 'Edm.Int32'")]
    [InlineData("TemporaryAccessPass", """{"defaultLength":99999999999}""", "badRequest", "literal '99999999999' to the expected type 'Edm.Int32'")]
    [InlineData("TemporaryAccessPass", """{"isUsableOnce":"perhaps"}""", "badRequest", "literal 'perhaps' to the expected type 'Edm.Boolean'")]
    [InlineData("TemporaryAccessPass", """{"state":"default"}""", "badRequest", "literal 'default'")]
    [InlineData("TemporaryAccessPass", """{"state":"0"}""", "badRequest", "literal '0'")]
    [InlineData("TemporaryAccessPass", """{"includeTargets":[{"id":"everybody"}]}""", "badRequest", "includeTargets")]
    [InlineData("TemporaryAccessPass", """{"includeTargets":[{"id":"all_users","targetType":"user"}]}""", "badRequest", "includeTargets")]
    [InlineData("TemporaryAccessPass", """{"excludeTargets":[{"id":"all_users"}]}""", "badRequest", "excludeTargets")]
    [InlineData("TemporaryAccessPass", """{"includeTargets":[{"id":"all_users","isUsableForSignIn":true}]}""", "BadRequest", "isUsableForSignIn")]
    [InlineData("TemporaryAccessPass", """{"includeTargets":["all_users"]}""", "badRequest", "literal 'all_users'")]
    [InlineData("TemporaryAccessPass", """{"keyRestrictions":{}}""", "BadRequest", "keyRestrictions")]
    [InlineData(
        "TemporaryAccessPass",
        """{"@odata.type":"#microsoft.graph.smsAuthenticationMethodConfiguration","state":"enabled"}""",
        "badRequest",
        "smsAuthenticationMethodConfiguration")]
    [InlineData("QRCodePin", """{"pinLength":7}""", "badRequest", "pinLength")]
    [InlineData("QRCodePin", """{"standardQRCodeLifetimeInDays":396}""", "badRequest", "standardQRCodeLifetimeInDays")]
    [InlineData("Voice", """{"callerIdNumber":"+1 5555550100"}""", "BadRequest", "callerIdNumber")]
    [InlineData(
        "MicrosoftAuthenticator",
        """{"featureSettings":{"numberMatchingRequiredState":{"state":"enabled"}}}""",
        "BadRequest",
        "numberMatchingRequiredState")]
    [InlineData(
        "MicrosoftAuthenticator",
        """{"featureSettings":{"displayAppInformationRequiredState":{"includeTarget":{"id":"some"}}}}""",
        "badRequest",
        "featureSettings")]
    [InlineData(
        "X509Certificate",
        """{"certificateUserBindings":[{"x509CertificateField":"PrincipalName","userProperty":"mail","priority":1},"""
            + """{"x509CertificateField":"RFC822Name","userProperty":"mail","priority":1}]}""",
        "badRequest",
        "certificateUserBindings")]
    [InlineData(
        "X509Certificate",
        """{"authenticationModeConfiguration":{"rules":[{"x509CertificateRuleType":"issuerSubjectAndPolicyOID","identifier":"CN=x"}]}}""",
        "badRequest",
        "authenticationModeConfiguration")]
    [InlineData("Fido2", """{"keyRestrictions":{"aaGuids":["no-guid"]}}""", "badRequest", "literal 'no-guid'")]
    public async Task Update_WithAnInvalidBody_Answers400NamingItAndChangesNothing(string id, string body, string code, string named)
    {
        var before = (await _admin.GetAnswerAsync($"{Configurations}/{id}")).Text;

        var refused = (await _admin.PatchAnswerAsync($"{Configurations}/{id}", body)).Is(HttpStatusCode.BadRequest, code);

        Assert.Contains(named, refused.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(code == "badRequest" ? refused.ErrorMessage : null, (string?)refused.Json["error"]!["innerError"]!["message"]);
        Assert.Equal(before, (await _admin.GetAnswerAsync($"{Configurations}/{id}")).Text);
    }

    [Fact]
    public async Task Update_BeyondTheSizeOfThePolicy_Answers400()
    {
        var many = string.Join(',', Enumerable.Range(0, 400).Select(_ => $$"""{"id":"{{Guid.NewGuid()}}","targetType":"group"}"""));

        var refused = (await _admin.PatchAnswerAsync($"{Configurations}/Sms", $$"""{"excludeTargets":[{{many}}]}"""))
            .Is(HttpStatusCode.BadRequest, "badRequest");

        Assert.Contains("20 KB", refused.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task External_IsCreatedChangedAndDeleted()
    {
        var created = (await _admin.PostAnswerAsync(Configurations, Adatum)).Is(HttpStatusCode.Created);
        var id = (string)created.Json["id"]!;
        Assert.EndsWith($"/authenticationMethodConfigurations/{id}", created.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            ("#microsoft.graph.externalAuthenticationMethodConfiguration", "disabled"),
            ((string)created.Json["@odata.type"]!, (string)created.Json["state"]!));
        Assert.Empty(created.Json["includeTargets"]!.AsArray());

        (await _admin.PatchAnswerAsync(
            $"{Configurations}/{id.ToUpperInvariant()}",
            """{"state":"enabled","openIdConnectSetting":{"clientId":"another"},"includeTargets":[{"id":"all_users"}]}""")).Is(HttpStatusCode.NoContent);
        var changed = (await _admin.GetAnswerAsync($"{Configurations}/{id}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("enabled", "another", "https://adatum.com/.well-known/openid-configuration"),
            ((string)changed["state"]!, (string)changed["openIdConnectSetting"]!["clientId"]!, (string)changed["openIdConnectSetting"]!["discoveryUrl"]!));
        Assert.Equal(id, (string)(await _admin.GetAnswerAsync(Configurations)).Value[^1]!["id"]!);

        (await _admin.DeleteAnswerAsync($"{Configurations}/{id}")).Is(HttpStatusCode.NoContent);
        (await _admin.GetAnswerAsync($"{Configurations}/{id}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
    }

    [Theory]
    [InlineData("displayName", "\"\"")]
    [InlineData("appId", "\"no-guid\"")]
    [InlineData("openIdConnectSetting", """{"clientId":"x","discoveryUrl":"http://adatum.com"}""")]
    [InlineData("openIdConnectSetting", """{"discoveryUrl":"https://adatum.com"}""")]
    [InlineData("appId", null)]
    public async Task External_CreatedWithoutWhatItNeeds_Answers400(string property, string? value)
    {
        var body = JsonNode.Parse(Adatum)!.AsObject();
        body.Remove(property);
        if (value is not null) body[property] = JsonNode.Parse(value);

        Assert.Contains(property, (await _admin.PostAnswerAsync(
            Configurations, body.ToJsonString())).Is(HttpStatusCode.BadRequest, "badRequest").ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task External_WithANameLongerThanAnyOther_Answers400()
    {
        var body = JsonNode.Parse(Adatum)!.AsObject();
        body["displayName"] = new string('x', 256);
        var id = (string)(await _admin.PostAnswerAsync(Configurations, body.ToJsonString())).Is(HttpStatusCode.Created).Json["id"]!;
        body["displayName"] = new string('x', 257);

        Assert.Equal(
            "Invalid value specified for property 'displayName'.",
            (await _admin.PostAnswerAsync(Configurations, body.ToJsonString())).Is(HttpStatusCode.BadRequest, "badRequest").ErrorMessage);
        (await _admin.PatchAnswerAsync($"{Configurations}/{id}", body.ToJsonString())).Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task Create_OfABuiltInKind_Answers400() =>
        (await _admin.PostAnswerAsync(Configurations, """{"@odata.type":"#microsoft.graph.smsAuthenticationMethodConfiguration","state":"enabled"}"""))
            .Is(HttpStatusCode.BadRequest, "badRequest");

    /// <summary>Whether <paramref name="shown"/> contains everything in <paramref name="sent"/>.</summary>
    private static void AssertHolds(JsonNode sent, JsonNode shown)
    {
        if (sent is JsonObject members) Assert.All(members, m => AssertHolds(m.Value!, shown[m.Key]!));
        else if (sent is JsonArray items) Assert.All(items.Zip(shown.AsArray(), (a, b) => (a, b)), pair => AssertHolds(pair.a!, pair.b!));
        else Assert.Equal(sent.ToString(), shown.ToString(), ignoreCase: true);
    }
}
