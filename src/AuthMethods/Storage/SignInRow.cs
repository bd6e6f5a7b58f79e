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
[GraphName("protocolType")]
public enum SignInProtocol
{
    None = 0,
    OAuth2 = 1,
    Ropc = 2,
    DeviceCode = 5,
}

/// <summary>Graph's <c>clientCredentialType</c>.</summary>
public enum ClientCredentialType
{
    None = 0,
    ClientSecret = 1,
    ClientAssertion = 2,
}

/// <summary>Graph's <c>incomingTokenType</c>.</summary>
public enum IncomingTokenType
{
    None = 0,
    RefreshToken = 6,
}

internal sealed class SignInMapping : IEntityTypeConfiguration<SignInRow>
{
    public void Configure(EntityTypeBuilder<SignInRow> signIn)
    {
        signIn.ToTable("SignIns");
        signIn.HasKey(s => new { s.TenantId, s.Id });
        // The log is read in this order, because SQL Server does not sort ids by creation time.
        signIn.HasIndex(s => new { s.TenantId, s.CreatedDateTime, s.Id });
        signIn.Property(s => s.FailureReason).HasMaxLength(1024);
    }
}
