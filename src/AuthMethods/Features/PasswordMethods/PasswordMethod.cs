using AuthMethods.Graph;
using AuthMethods.Users;

namespace AuthMethods.Features.PasswordMethods;

/// <summary>Graph's <c>passwordAuthenticationMethod</c>. It was created when the password was last set.</summary>
[GraphType("passwordAuthenticationMethod")]
public sealed class PasswordMethod : AuthenticationMethod
{
    /// <summary>Never shown.</summary>
    public string? Password { get; init; }

    public static PasswordMethod From(PasswordMethodRow row, MethodView view) => new()
    {
        Id = row.Id,
        CreatedDateTime = row.CreatedDateTime,
        LastUsedDateTime = row.LastUsedDateTime,
    };
}

/// <summary>Graph's <c>passwordResetResponse</c>: the password that was generated.</summary>
[GraphType("passwordResetResponse")]
public sealed record PasswordResetResponse(string NewPassword);
