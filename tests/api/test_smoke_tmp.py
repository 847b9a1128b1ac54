import json
def test_x(full_land, ask):
    f=full_land
    lon,lat=6.045,49.5295
    r=ask("/api/v1/establishments/near?lon=%s&lat=%s&radius_m=1000&nace=C"%(lon,lat)); print(r.status_code, r.content.decode())
    for q in ("muller","osten","Elise","grun","geh","strae","mller","Wesden"):
        r=ask("/api/v1/search?q="+q); print(q, r.status_code, r.content.decode()[:600])
    body={"type":"Feature","geometry":{"type":"Point","coordinates":[lon,lat]},"properties":{"title":{"de":"Neu"},"theme":"energy"}}
    for u in (None, f.editor_westen, f.editor_osten, f.company_member, f.administrator):
        for k in ("local-initiatives","cooperation-projects","pooled-services"):
            r=ask(f"/api/v1/{k}/", user=u, method="post", body=json.dumps(body)); print(u,k, r.status_code, r.content.decode()[:700])
    r=ask("/api/v1/openapi.json"); print(r.status_code, r.content.decode()[:300])
    r=ask("/api/docs/"); print(r.status_code, r.content.decode()[:1500])
    r=ask("/api/v1/"); print(r.status_code, r.content.decode()[:1500])
    r=ask("/readyz"); print(r.status_code, r.content.decode()[:1500])
    r=ask("/ogc/nix"); print(r.status_code, r.content.decode()[:1500])
    r=ask("/ogc/"); print(r.status_code, dict(r.headers))
