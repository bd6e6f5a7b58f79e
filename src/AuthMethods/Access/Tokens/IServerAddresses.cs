using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace AuthMethods.Access.Tokens;

/// <summary>This server's addresses, which some clients use as the audience of their tokens.</summary>
internal interface IServerAddresses
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
