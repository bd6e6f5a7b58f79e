using System.Text.Json;
using System.Text.Json.Serialization;
using AuthMethods.Storage;

namespace AuthMethods.Authority;

/// <summary>What a code or a refresh token stands for.</summary>
/// <param name="TenantId">The tenant of the user; the empty id until one has signed in to a device.</param>
/// <param name="ApplicationId">The client.</param>
/// <param name="Scope">The requested scope.</param>
internal sealed record Grant(Guid TenantId, Guid ApplicationId, string Scope)
{
    private static readonly JsonSerializerOptions Short = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public Guid UserId { get; init; }

    /// <summary>The user's number of ended sessions when they signed in. Once it differs, the sign-in has ended.</summary>
    public int SessionsEnded { get; init; }

    /// <summary>The same for remembered multi-factor authentication.</summary>
    public int MfaSessionsEnded { get; init; }

    /// <summary>How the user signed in; null until then.</summary>
    public Authentication? Authentication { get; init; }

    /// <summary>The client may get a refresh token.</summary>
    public bool IsRenewable { get; init; } = true;

    /// <summary>What a device asked for.</summary>
    public DeviceRequest? Device { get; init; }

    /// <summary>The nonce to return in the id token.</summary>
    public string? Nonce { get; init; }

    /// <summary>The same for a user who has signed in.</summary>
    public Grant Of(SignedIn by) => Of(by.User, by.Authentication) with { IsRenewable = by.IsRenewable };

    public Grant Of(UserRow user, Authentication authentication) => this with
    {
        TenantId = user.TenantId, UserId = user.Id, SessionsEnded = user.SessionsEnded, MfaSessionsEnded = user.MfaSessionsEnded,
        Authentication = authentication,
    };

    /// <summary>The sign-in without multi-factor authentication that is no longer remembered.</summary>
    public Authentication Remembered(UserRow user) =>
        MfaSessionsEnded == user.MfaSessionsEnded ? Authentication! : Authentication!.WithoutMultiFactor();

    public string ToJson() => JsonSerializer.Serialize(this, Short);

    public static Grant Parse(string json) => JsonSerializer.Deserialize<Grant>(json, Short)!;
}
