using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Authority.Protocol;

/// <summary>One request while OpenIddict processes it: what its event handlers and stores know about it.</summary>
internal sealed class ProtocolRequest
{
    /// <summary>The services of the request, with its database context.</summary>
    public IServiceProvider Services { get; set; } = null!;

    /// <summary>The tenant whose codes and refresh tokens are looked up; the empty id for codes of devices.</summary>
    public Guid Home { get; set; }

    /// <summary>The address that a device asks from.</summary>
    public string? Source { get; set; }

    /// <summary>The request to the token endpoint; null for others.</summary>
    public TokenRequest? Token { get; set; }

    public Client? Client { get; set; }

    /// <summary>Whether the client proved who it is.</summary>
    public bool IsAuthenticated { get; set; }

    /// <summary>The code or refresh token that was found.</summary>
    public GrantRow? Found { get; set; }

    /// <summary>The answer, without a refresh token.</summary>
    public TokenAnswer? Answer { get; set; }

    /// <summary>What went wrong in the database. OpenIddict takes it for a code that somebody else redeemed.</summary>
    public Exception? Failure { get; set; }

    public T Service<T>() where T : notnull => Services.GetRequiredService<T>();
}
