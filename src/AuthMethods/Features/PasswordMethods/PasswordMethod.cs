using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.PasswordMethods;

/// <summary>Graph's <c>passwordAuthenticationMethod</c>. Its creation time is when the password was last set.</summary>
[GraphType("passwordAuthenticationMethod")]
[Example("""{"id":"28c10230-6103-485e-b985-444c60001490","password":null,"createdDateTime":"2026-01-15T09:30:00Z","lastUsedDateTime":null}""")]
public sealed class PasswordMethod : AuthenticationMethod
{
    /// <summary>Never returned.</summary>
    public string? Password { get; init; }

    internal static PasswordMethod From(PasswordMethodRow row) => new()
    {
        Id = row.Id,
        CreatedDateTime = row.CreatedDateTime,
        LastUsedDateTime = row.LastUsedDateTime,
    };
}

/// <summary>Graph's <c>passwordResetResponse</c>: the generated password.</summary>
[GraphType("passwordResetResponse")]
[Example("""{"newPassword":"Cuyo5459"}""")]
public sealed record PasswordResetResponse(string NewPassword);
