using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace AuthMethods.Access.Tokens;

/// <summary>The addresses that name this server, as clients that know no other audience put them into tokens.</summary>
public interface IServerAddresses
{
    bool Contains(string audience);
}

internal sealed class ServerAddresses(IServer server, IOptions<PublicOptions> options) : IServerAddresses
{
    public bool Contains(string audience)
    {
        var wanted = audience.TrimEnd('/');
        return wanted.Equals(options.Value.Url?.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
            || server.Features.Get<IServerAddressesFeature>()?.Addresses.Any(a => wanted.Equals(a.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)) == true;
    }
}

/// <summary>The section <c>Public</c>.</summary>
public sealed class PublicOptions
{
    /// <summary>The address clients use, where it differs from the one the server listens on. Links and issuers are built on it.</summary>
    public string? Url { get; set; }

    /// <summary>Addresses or networks whose <c>X-Forwarded-*</c> headers are believed, such as <c>10.0.0.0/8</c>.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>What a trusted proxy's entry means; null when it is neither address nor network.</summary>
    public static IPNetwork? NetworkOf(string proxy) =>
        IPNetwork.TryParse(proxy, out var network) ? network
            : IPAddress.TryParse(proxy, out var address) ? new(address, address.GetAddressBytes().Length * 8)
            : null;
}
