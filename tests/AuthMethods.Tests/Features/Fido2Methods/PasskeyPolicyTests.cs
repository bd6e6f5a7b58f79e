using System.Net;
using AuthMethods.Features.Fido2Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Fido2Methods;

/// <summary>Registration under the Fido2 configuration.</summary>
public sealed class PasskeyPolicyTests() : AdminTests("auth.admin")
{
    private static readonly Guid Make = new("2fc0579f-8113-47ea-b116-bb5a8db9202a");

    private string Balas => $"/v1.0/users/{_tenant.Name("balas")}/authentication/fido2Methods";

    private static Fido2Configuration AttestationEnforced =>
        new() { PasskeyProfiles = [new() { Id = PasskeyProfile.Default, AttestationEnforcement = AttestationEnforcement.RegistrationOnly }] };

    public static TheoryData<string, Fido2Configuration> Closed => new()
    {
        { "disabled", new() { State = MethodState.Disabled } },
        { "nobody may register", new() { IsSelfServiceRegistrationAllowed = false } },
        { "for a group that the user is not in", new() { IncludeTargets = [new() { Id = "00000000-0000-4000-8000-000000000101" }] } },
    };

    [Theory]
    [MemberData(nameof(Closed))]
    public async Task Create_WhenTheUserIsNotInScope_Answers400(string why, Fido2Configuration configuration)
    {
        var options = await _admin.OptionsAsync(Balas);
        using var authenticator = new SoftwareAuthenticator();
        await MethodPolicy.SetAsync(_tenant, configuration);

        var refused = await _admin.GetAnswerAsync($"{Balas}/creationOptions");

        Assert.True(refused.Status == HttpStatusCode.BadRequest, why);
        Assert.Equal(
            "Converged UserCredentialPolicy does not allow creating or updating this authentication method. AuthMethodType [Fido2].",
            refused.ErrorMessage);
        (await _admin.PostAnswerAsync(Balas, authenticator.Make(options).ToJsonString())).Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task Create_OfAModel_FollowsTheKeyRestrictions()
    {
        using var listed = new SoftwareAuthenticator { AaGuid = Make };
        using var other = new SoftwareAuthenticator { AaGuid = Guid.NewGuid() };

        await RestrictAsync(KeyRestrictionType.Allow);
        (await _admin.RegisterAsync(Balas, listed)).Is(HttpStatusCode.Created);
        (await _admin.RegisterAsync(Balas, other)).Is(HttpStatusCode.BadRequest, "badRequest");

        await RestrictAsync(KeyRestrictionType.Block);
        (await _admin.RegisterAsync(Balas.Replace("balas", "megan", StringComparison.Ordinal), listed)).Is(HttpStatusCode.BadRequest, "badRequest");
        (await _admin.RegisterAsync(Balas, other)).Is(HttpStatusCode.Created);

        Task RestrictAsync(KeyRestrictionType type) => MethodPolicy.SetAsync(_tenant, new Fido2Configuration
        {
            PasskeyProfiles = [new() { Id = PasskeyProfile.Default, KeyRestrictions = new() { IsEnforced = true, EnforcementType = type, AaGuids = [Make] } }],
        });
    }

    [Fact]
    public async Task Create_WhenAttestationIsEnforced_NeedsOne()
    {
        using var issuer = new AttestationIssuer(Make);
        using var attested = new SoftwareAuthenticator { Format = "packed", Issuer = issuer };
        using var plain = new SoftwareAuthenticator();
        var roots = Path.GetTempFileName();
        await File.WriteAllTextAsync(roots, issuer.Root.ExportCertificatePem());
        await using var server = await TestServer.StartAsync([new("Passkey:AttestationRoots", roots)]);
        var tenant = await server.TenantAsync();
        var admin = await tenant.AsAsync("auth.admin");
        var balas = $"/v1.0/users/{tenant.Name("balas")}/authentication/fido2Methods";
        await MethodPolicy.SetAsync(tenant, AttestationEnforced);

        (await admin.RegisterAsync(balas, plain)).Is(HttpStatusCode.BadRequest, "badRequest");
        (await admin.RegisterAsync(balas, attested)).Is(HttpStatusCode.Created);
        File.Delete(roots);
    }

    [Fact]
    public async Task Create_WhenAttestationIsEnforcedAndNoRootIsTrusted_Answers400()
    {
        using var issuer = new AttestationIssuer(Make);
        using var selfMade = new SoftwareAuthenticator { Format = "packed", Issuer = issuer };
        await MethodPolicy.SetAsync(_tenant, AttestationEnforced);

        (await _admin.RegisterAsync(Balas, selfMade)).Is(HttpStatusCode.BadRequest, "badRequest");
    }

    [Fact]
    public async Task Create_OfASyncedPasskey_NeedsAProfileThatHasThem()
    {
        using var synced = new SoftwareAuthenticator { IsSynced = true };
        (await _admin.RegisterAsync(Balas, synced)).Is(HttpStatusCode.BadRequest, "badRequest");
        await MethodPolicy.SetAsync(_tenant, new Fido2Configuration
        {
            PasskeyProfiles = [new() { Id = PasskeyProfile.Default, PasskeyTypes = PasskeyTypes.DeviceBound | PasskeyTypes.Synced }],
        });

        var created = (await _admin.RegisterAsync(Balas, synced)).Is(HttpStatusCode.Created);

        Assert.Equal("synced", (string?)created.Json["passkeyType"]);
    }
}
