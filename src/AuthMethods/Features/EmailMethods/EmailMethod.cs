using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.EmailMethods;

/// <summary>Graph's <c>emailAuthenticationMethod</c>.</summary>
[GraphType("emailAuthenticationMethod")]
[Example(
    """{"id":"3ddfcfc8-9383-446f-83cc-3ab9be4be18f","emailAddress":"kim@fourthcoffee.com","createdDateTime":"2026-01-15T09:30:00Z","lastUsedDateTime":null}""")]
public sealed class EmailMethod : AuthenticationMethod
{
    /// <summary>As it was sent, in its original case.</summary>
    public string? EmailAddress { get; init; }

    internal static EmailMethod From(EmailMethodRow row) => new()
    {
        Id = row.Id,
        EmailAddress = row.EmailAddress,
        CreatedDateTime = row.CreatedDateTime,
        LastUsedDateTime = row.LastUsedDateTime,
    };
}
