using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>One attempt to sign in at the built-in authority, accepted or refused. It keeps the names that were current then.</summary>
internal sealed class SignInRow : TenantOwned
{
    /// <summary>Ascending in time (UUID version 7); the trace id of the authority's answer.</summary>
    public Guid Id { get; set; }
    public DateTimeOffset CreatedDateTime { get; set; }
    public SignInEventType EventType { get; set; }
    /// <summary>Null for an application without a user, and for an unknown user.</summary>
    public Guid? UserId { get; set; }
    /// <summary>In lower case. For an unknown user, the name that was entered.</summary>
    public string UserPrincipalName { get; set => field = TextKey.Of(value); } = "";
    public string UserDisplayName { get; set => UserDisplayNameKey = TextKey.Of(field = value); } = "";
    public string UserDisplayNameKey { get; private set; } = "";
    public string? UserType { get; set; }
    /// <summary>Null if the application is unknown and its id is no GUID.</summary>
    public Guid? AppId { get; set; }
    public string AppDisplayName { get; set => AppDisplayNameKey = TextKey.Of(field = value); } = "";
    public string AppDisplayNameKey { get; private set; } = "";
    /// <summary>The service principal that signed in; null if a user did.</summary>
    public Guid? ServicePrincipalId { get; set; }
    public string? IpAddress { get; set; }
    public string? UserAgent { get; set; }
    public string Browser { get; set; } = "";
    public string OperatingSystem { get; set; } = "";
    public string ClientAppUsed { get; set; } = "";
    public SignInProtocol Protocol { get; set; }
    public ClientCredentialType ClientCredential { get; set; }
    public IncomingTokenType IncomingToken { get; set; }
    /// <summary>The number after <c>AADSTS</c>; 0 if the sign-in succeeded.</summary>
    public int ErrorCode { get; set; }
    public string? FailureReason { get; set; }
    public Guid CorrelationId { get; set; }
    /// <summary>The kind of credential that the user entered; null if none was checked.</summary>
    public string? Method { get; set; }
    public bool IsMethodRight { get; set; }
    /// <summary>The kind of second factor that the user gave; null if none was checked.</summary>
    public string? SecondMethod { get; set; }
    public bool IsSecondMethodRight { get; set; }
    /// <summary>Multi-factor authentication was done, now or in an earlier sign-in that the client remembers.</summary>
    public bool HasMultiFactor { get; set; }
    /// <summary>Multi-factor authentication was done or was missing.</summary>
    public bool NeedsMultiFactor { get; set; }
}

/// <summary>Graph's categories of sign-ins, without those of managed identities.</summary>
public enum SignInEventType
{
    InteractiveUser,
    NonInteractiveUser,
    ServicePrincipal,
}

/// <summary>Graph's <c>protocolType</c>.</summary>
[GraphName("protocolType"), Flags, UnknownFutureValue(32)]
public enum SignInProtocol
{
    None = 0,
    OAuth2 = 1,
    Ropc = 2,
    WsFederation = 4,
    Saml20 = 8,
    DeviceCode = 16,
    AuthenticationTransfer = 64,
    NativeAuth = 128,
    ImplicitAccessTokenAndGetResponseMode = 256,
    ImplicitIdTokenAndGetResponseMode = 512,
    ImplicitAccessTokenAndPostResponseMode = 1024,
    ImplicitIdTokenAndPostResponseMode = 2048,
    AuthorizationCodeWithoutPkce = 4096,
    AuthorizationCodeWithPkce = 8192,
    ClientCredentials = 16384,
    RefreshTokenGrant = 32768,
    EncryptedAuthorizeResponse = 65536,
    DirectUserGrant = 131072,
    Kerberos = 262144,
    PrtGrant = 524288,
    SeamlessSso = 1048576,
    PrtBrokerBased = 2097152,
    PrtNonBrokerBased = 4194304,
    OnBehalfOf = 8388608,
    SamlOnBehalfOf = 16777216,
    OfficeS2S = 33554432,
    WsTrust = 67108864,
}

/// <summary>Graph's <c>clientCredentialType</c>.</summary>
[UnknownFutureValue(6)]
public enum ClientCredentialType
{
    None = 0,
    ClientSecret = 1,
    ClientAssertion = 2,
    FederatedIdentityCredential = 3,
    ManagedIdentity = 4,
    Certificate = 5,
}

/// <summary>Graph's <c>incomingTokenType</c>.</summary>
[UnknownFutureValue(4)]
public enum IncomingTokenType
{
    None = 0,
    PrimaryRefreshToken = 1,
    Saml11 = 2,
    Saml20 = 3,
    RemoteDesktopToken = 5,
    RefreshToken = 6,
}

internal sealed class SignInMapping : IEntityTypeConfiguration<SignInRow>
{
    /// <summary>How the device code flow is stored; its number in the enumeration was changed to Graph's later.</summary>
    private const int StoredDeviceCode = 5;

    public void Configure(EntityTypeBuilder<SignInRow> signIn)
    {
        signIn.ToTable("SignIns");
        signIn.HasKey(s => new { s.TenantId, s.Id });
        // The log is read in this order, because SQL Server does not sort ids by creation time.
        signIn.HasIndex(s => new { s.TenantId, s.CreatedDateTime, s.Id });
        signIn.Property(s => s.FailureReason).HasMaxLength(1024);
        signIn.Property(s => s.Protocol).HasConversion(
            protocol => protocol == SignInProtocol.DeviceCode ? StoredDeviceCode : (int)protocol,
            stored => stored == StoredDeviceCode ? SignInProtocol.DeviceCode : (SignInProtocol)stored);
    }
}
