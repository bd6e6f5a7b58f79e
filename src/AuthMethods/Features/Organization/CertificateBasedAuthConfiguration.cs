using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Organization;

/// <summary>Graph's <c>certificateBasedAuthConfiguration</c>: the certificate authorities that a tenant trusts. At most one object.</summary>
[GraphType("certificateBasedAuthConfiguration", Set = "certificateBasedAuthConfiguration")]
[Example("""{"id":"29728ade-6ae4-4ee9-9103-412912537da5","certificateAuthorities":[{"isRootAuthority":true,"certificateRevocationListUrl":null,"deltaCertificateRevocationListUrl":null,"certificate":"MIIBiDCCAS+gAwIBAgIUEKRIv/z/q6hlq0JMLpsUCBEGUiEwCgYIKoZIzj0EAwIwGjEYMBYGA1UEAwwPQ29udG9zbyBSb290IENBMB4XDTI2MTEyOTE5MzkxOFoXDTQ2MTEyNDE5MzkxOFowGjEYMBYGA1UEAwwPQ29udG9zbyBSb290IENBMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaGdlVd+KGfLPI9EdUtdL8YLVEjAIeu4RGY27mTEcYCq+SzyoCghBhw7DVADeIms99CVh+9P0ihBbWpnzGJshqqNTMFEwHQYDVR0OBBYEFO9n24H/rJtJsJu9eY8N+9uypJR3MB8GA1UdIwQYMBaAFO9n24H/rJtJsJu9eY8N+9uypJR3MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgfejAnDq6dvllo/x1giebjSH20s6aIYCDSGO/fZuVJsoCIDLoH/zgKwX+37UaXjkBuutn1UO3/+2lEAvE1p6SP0Yi","issuer":"CN=Contoso Root CA","issuerSki":"EF67DB81FFAC9B49B09BBD798F0DFBDBB2A49477"}]}""")]
public sealed class CertificateBasedAuthConfiguration
{
    /// <summary>The same in every tenant.</summary>
    public const string FixedId = "29728ade-6ae4-4ee9-9103-412912537da5";

    public string Id { get; init; } = FixedId;
    public required IReadOnlyList<CertificateAuthority> CertificateAuthorities { get; init; }
}
