using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.Policies;

/// <summary>Graph's <c>x509CertificateAuthenticationMethodConfiguration</c>.</summary>
[GraphType("x509CertificateAuthenticationMethodConfiguration")]
public sealed class X509CertificateConfiguration : MethodConfiguration<MethodTarget>
{
    public X509CertificateConfiguration() => (Id, State) = ("X509Certificate", MethodState.Disabled);

    public IReadOnlyList<X509UserBinding> CertificateUserBindings { get; set; } =
    [
        new() { X509CertificateField = "PrincipalName", UserProperty = "userPrincipalName", Priority = 1 },
        new() { X509CertificateField = "RFC822Name", UserProperty = "userPrincipalName", Priority = 2 },
        new() { X509CertificateField = "SubjectKeyIdentifier", UserProperty = "certificateUserIds", Priority = 3, TrustAffinityLevel = X509AffinityLevel.High },
    ];

    public X509ModeConfiguration AuthenticationModeConfiguration { get; set; } = new();

    public X509IssuerHints IssuerHintsConfiguration { get; set; } = new();

    public X509RevocationLists CrlValidationConfiguration { get; set; } = new();

    public IReadOnlyList<X509AuthorityScope> CertificateAuthorityScopes { get; set; } = [];

    /// <summary>Whether the security identifier in a certificate must be that of its user.</summary>
    [BetaOnly]
    public bool RequireCertificateSidAlignment { get; set; }

    internal override string? InvalidProperty()
    {
        var bindings = CertificateUserBindings;
        if (bindings.Any(b =>
            string.IsNullOrWhiteSpace(b.X509CertificateField) || string.IsNullOrWhiteSpace(b.UserProperty) || b.Priority < 1))
        {
            return "certificateUserBindings";
        }

        if (bindings.DistinctBy(b => b.Priority).Count() != bindings.Count) return "certificateUserBindings";
        if (!AuthenticationModeConfiguration.Rules.All(r => r.IsComplete)) return "authenticationModeConfiguration";
        return CertificateAuthorityScopes.All(s => s.IncludeTargets.All(t => MethodTarget.IsId(t.Id))) ? base.InvalidProperty() : "certificateAuthorityScopes";
    }
}

/// <summary>Graph's <c>x509CertificateUserBinding</c>: how the user of a certificate is found.</summary>
[GraphType("x509CertificateUserBinding")]
public sealed class X509UserBinding
{
    public string? X509CertificateField { get; set; }

    public string? UserProperty { get; set; }

    /// <summary>The lowest number is tried first; no two bindings share one.</summary>
    public int Priority { get; set; }

    public X509AffinityLevel TrustAffinityLevel { get; set; }
}

/// <summary>Graph's <c>x509CertificateAuthenticationModeConfiguration</c>: how strong a certificate is.</summary>
[GraphType("x509CertificateAuthenticationModeConfiguration")]
public sealed class X509ModeConfiguration
{
    public X509Mode X509CertificateAuthenticationDefaultMode { get; set; }

    public X509AffinityLevel X509CertificateDefaultRequiredAffinityLevel { get; set; }

    public IReadOnlyList<X509Rule> Rules { get; set; } = [];
}

/// <summary>Graph's <c>x509CertificateRule</c>: an exception to the default mode.</summary>
[GraphType("x509CertificateRule")]
public sealed class X509Rule
{
    public X509RuleType X509CertificateRuleType { get; set; }

    public string? Identifier { get; set; }

    public string? IssuerSubjectIdentifier { get; set; }

    public string? PolicyOidIdentifier { get; set; }

    public X509Mode X509CertificateAuthenticationMode { get; set; }

    public X509AffinityLevel X509CertificateRequiredAffinityLevel { get; set; }

    internal bool IsComplete => X509CertificateRuleType == X509RuleType.IssuerSubjectAndPolicyOID
        ? !string.IsNullOrWhiteSpace(IssuerSubjectIdentifier) && !string.IsNullOrWhiteSpace(PolicyOidIdentifier)
        : !string.IsNullOrWhiteSpace(Identifier);
}

/// <summary>Graph's <c>x509CertificateIssuerHintsConfiguration</c>.</summary>
[GraphType("x509CertificateIssuerHintsConfiguration")]
public sealed class X509IssuerHints
{
    public X509IssuerHintsState State { get; set; }
}

/// <summary>Graph's <c>x509CertificateCRLValidationConfiguration</c>.</summary>
[GraphType("x509CertificateCRLValidationConfiguration")]
public sealed class X509RevocationLists
{
    public X509RevocationListsState State { get; set; }

    public IReadOnlyList<string> ExemptedCertificateAuthoritiesSubjectKeyIdentifiers { get; set; } = [];
}

/// <summary>Graph's <c>x509CertificateAuthorityScope</c>: the users an authority may issue certificates for.</summary>
[GraphType("x509CertificateAuthorityScope")]
public sealed class X509AuthorityScope
{
    public string? PublicKeyInfrastructureIdentifier { get; set; }

    public string? SubjectKeyIdentifier { get; set; }

    public IReadOnlyList<IncludeTarget> IncludeTargets { get; set; } = [];
}

/// <summary>Graph's <c>x509CertificateAffinityLevel</c>.</summary>
[GraphName("x509CertificateAffinityLevel"), UnknownFutureValue(2)]
public enum X509AffinityLevel
{
    Low,
    High,
}

/// <summary>Graph's <c>x509CertificateAuthenticationMode</c>.</summary>
[GraphName("x509CertificateAuthenticationMode"), UnknownFutureValue(2)]
public enum X509Mode
{
    X509CertificateSingleFactor,
    X509CertificateMultiFactor,
}

/// <summary>Graph's <c>x509CertificateRuleType</c>.</summary>
[GraphName("x509CertificateRuleType"), UnknownFutureValue(2)]
public enum X509RuleType
{
    IssuerSubject = 0,
    PolicyOID = 1,
    IssuerSubjectAndPolicyOID = 3,
}

/// <summary>Graph's <c>x509CertificateIssuerHintsState</c>.</summary>
[GraphName("x509CertificateIssuerHintsState"), UnknownFutureValue(2)]
public enum X509IssuerHintsState
{
    Disabled,
    Enabled,
}

/// <summary>Graph's <c>x509CertificateCRLValidationConfigurationState</c>.</summary>
[GraphName("x509CertificateCRLValidationConfigurationState"), UnknownFutureValue(2)]
public enum X509RevocationListsState
{
    Disabled,
    Enabled,
}
