using AuthMethods.Graph;
using AuthMethods.Users;

namespace AuthMethods.Features.EmailMethods;

/// <summary>Graph's <c>emailAuthenticationMethod</c>.</summary>
[GraphType("emailAuthenticationMethod")]
public sealed class EmailMethod : AuthenticationMethod
{
    /// <summary>As it was given, case kept.</summary>
    public string? EmailAddress { get; init; }

    public static EmailMethod From(EmailMethodRow row, MethodView view) => new()
    {
        Id = row.Id,
        EmailAddress = row.EmailAddress,
        CreatedDateTime = row.CreatedDateTime,
        LastUsedDateTime = row.LastUsedDateTime,
    };
}
